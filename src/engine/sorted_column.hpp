// SPDX-License-Identifier: MIT
#pragma once

#include "book/column.hpp"

#include <algorithm>
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

    /// The same, quick if values grow evenly from `first` to `last` over the range of the column.
    std::size_t first_from_anywhere(
        std::size_t first, std::size_t last, std::int64_t wanted) const {
        if (all_missing_ || values_.width == 0 || wanted <= values_.least ||
            wanted > values_.greatest || last - first < nearby)
            return first_from(first, last, wanted);
        const auto share =
            (static_cast<double>(wanted) - static_cast<double>(values_.least)) /
            (static_cast<double>(values_.greatest) - static_cast<double>(values_.least));
        const auto n = last - first;
        auto guess = (std::min)(n, static_cast<std::size_t>(share * static_cast<double>(n)));
        // Backwards in leaps until a row is below, and from there on.
        for (std::size_t leap = nearby; guess > 0 && !is_below(first + guess - 1, wanted);
             leap *= 2)
            guess -= (std::min)(guess, leap);
        return first_from(first + guess, last, wanted);
    }

private:
    static constexpr std::size_t nearby = 64;

    bool is_below(std::size_t row, std::int64_t wanted) const {
        return first_from(row, row + 1, wanted) == row + 1;
    }

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
        // Near by, without branches that nobody foresees.
        while (n > 0 && n <= 4 * nearby) {
            const std::size_t half = (n + 1) / 2;
            below += is_below(below + half - 1) ? half : 0;
            n -= half;
        }
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
