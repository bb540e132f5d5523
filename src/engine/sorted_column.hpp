// SPDX-License-Identifier: MIT
#pragma once

#include "book/column.hpp"

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// Finds rows in a stretch of a column that ascends there, missing values first.
class SortedColumn {
public:
    SortedColumn(const NarrowValues& values, bool all_missing)
        : values_{values}, all_missing_{all_missing} {}

    /// The first row of [first, last) whose value is not below the wanted one. Quick if it is near
    /// `first`.
    std::size_t first_from(std::size_t first, std::size_t last, std::int64_t wanted) const {
        if (all_missing_ || wanted > values_.greatest) return last;
        const std::uint64_t distance =
            wanted <= values_.least
                ? 0
                : static_cast<std::uint64_t>(wanted) - static_cast<std::uint64_t>(values_.least);
        switch (values_.width) {
            case 0:
                return first;
            case 1:
                return search<std::uint8_t>(first, last, distance);
            case 2:
                return search<std::uint16_t>(first, last, distance);
            case 4:
                return search<std::uint32_t>(first, last, distance);
            default:
                return search<std::uint64_t>(first, last, distance);
        }
    }

private:
    template <class Narrow>
    std::size_t search(std::size_t first, std::size_t last, std::uint64_t distance) const {
        const auto* values = reinterpret_cast<const Narrow*>(values_.data);
        // With one added, the widest distance, which is a missing value, becomes the least.
        const Narrow one = values_.may_miss ? 1 : 0;
        const auto wanted = static_cast<Narrow>(distance + one);
        const auto is_below = [&](std::size_t row) {
            return static_cast<Narrow>(values[row] + one) < wanted;
        };
        std::size_t step = 1;
        std::size_t below = first;  // all rows before it are below
        while (below + step <= last && is_below(below + step - 1)) {
            below += step;
            step *= 2;
        }
        std::size_t n = below + step <= last ? step - 1 : last - below;
        while (n > 0) {
            const std::size_t half = n / 2;
            if (is_below(below + half)) {
                below += half + 1;
                n -= half + 1;
            } else {
                n = half;
            }
        }
        return below;
    }

    NarrowValues values_;
    bool all_missing_;
};

}  // namespace saleskpi::inline v0_3::detail
