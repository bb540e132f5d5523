// SPDX-License-Identifier: MIT
#pragma once

#include "engine/condition.hpp"
#include "engine/row_value.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The sums of one value over pieces of a batch.
class PieceSums {
public:
    PieceSums(const RowValue& value, const Facts& facts, Batch& batch);

    /// Whether values of this kind, summed over all rows, surely fit 64 bits.
    static bool fit(const RowValue& value, const ColumnSet& rows);

    /// `selected` has the number of rows that count, by piece.
    void add_up(
        const Batch& batch,
        const Mask& mask,
        const Pieces& pieces,
        std::span<const std::uint32_t> selected);

    /// By piece: the sum, and the number of rows that count and have the value.
    std::span<const std::uint64_t> totals() const { return totals_; }
    std::span<const std::uint32_t> known() const { return known_; }

private:
    void add_narrow(
        const NarrowValues& column, const Mask& mask, const Pieces& pieces, std::size_t n);
    void add_days(const Batch& batch, const Mask& mask, const Pieces& pieces);
    void add_unpacked(const Batch& batch, const Mask& mask, const Pieces& pieces);

    RowValue::Kind kind_;
    ValueOfRow value_;
    std::size_t a_ = 0;
    std::size_t b_ = 0;
    std::span<const std::uint32_t> known_;
    std::vector<std::uint64_t> totals_;
    std::vector<std::uint32_t> counts_;
    Mask with_value_;
    std::vector<std::int64_t> values_;
};

}  // namespace saleskpi::inline v0_3::detail
