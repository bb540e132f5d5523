// SPDX-License-Identifier: MIT
#pragma once

#include "engine/batch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// The days in which rows that stand beside records are in a stock, if the rows are such.
class InForce {
public:
    InForce() = default;
    InForce(const Facts& facts, Batch& batch) {
        if (!facts.columns()) return;
        if (const int from = facts.find(in_force_from); from >= 0) from_ = batch.need(facts, from);
        if (const int until = facts.find(in_force_until); until >= 0)
            until_ = batch.need(facts, until);
    }

    bool is_limited() const { return from_ || until_; }
    /// Leaves of the days [begin, end) of a row those in which it is in force.
    void clip(const Batch& batch, std::size_t row, std::int32_t& begin, std::int32_t& end) const {
        if (from_) begin = (std::max)(begin, batch.small(*from_)[row]);
        if (!until_) return;
        if (const std::int32_t day = batch.small(*until_)[row]; day != missing_day)
            end = (std::min)(end, day);
    }

private:
    std::optional<std::size_t> from_;
    std::optional<std::size_t> until_;
};

}  // namespace saleskpi::inline v0_3::detail
