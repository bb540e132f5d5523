// SPDX-License-Identifier: MIT
#pragma once

#include "engine/condition.hpp"
#include "engine/row_value.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::detail {

/// The sums of one leaf over pieces of a batch.
class PieceSums {
public:
    PieceSums(const RowValue& value, const Facts& facts, Batch& batch);

    /// Whether values of this kind, summed over all rows, surely fit 64 bits.
    static bool fit(const RowValue& value, const ColumnSet& rows);

    void add_up(const Batch& batch, const Mask& mask, const Pieces& pieces);

    std::int64_t total(std::size_t piece) const {
        return static_cast<std::int64_t>(totals_[piece]);
    }
    std::uint32_t known(std::size_t piece) const { return known_[piece]; }
    std::uint32_t missing(std::size_t piece) const { return selected_[piece] - known_[piece]; }
    bool has_totals() const { return kind_ != RowValue::Kind::record; }
    bool may_miss() const { return may_miss_; }

private:
    void narrow(const NarrowValues& column, const Mask& mask, const Pieces& pieces, std::size_t n);
    void days(const Batch& batch, const Mask& mask, const Pieces& pieces);
    void unpacked(const Batch& batch, const Mask& mask, const Pieces& pieces);
    bool is_narrow(const Batch& batch) const;

    RowValue::Kind kind_;
    ValueOfRow value_;
    std::size_t a_ = 0;
    std::size_t b_ = 0;
    bool may_miss_ = false;
    std::vector<std::uint64_t> totals_;
    std::vector<std::uint32_t> known_;
    std::vector<std::uint32_t> selected_;
    Mask with_value_;
    std::vector<std::int64_t> values_;
};

}  // namespace saleskpi::detail
