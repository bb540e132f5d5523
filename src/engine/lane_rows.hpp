// SPDX-License-Identifier: MIT
#pragma once

#include "book/lanes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace saleskpi::detail {

/// Where in a part of a table the rows of each rep are. They are sorted by rep.
class LaneRows {
public:
    /// `first_rows` has the first row of each rep and, at its end, the number of rows.
    LaneRows(const Lanes& lanes, std::vector<std::size_t> first_rows)
        : lanes_{&lanes}, first_rows_{std::move(first_rows)} {}

    const Lanes& lanes() const { return *lanes_; }
    std::size_t first(std::size_t rep) const { return first_rows_[rep]; }
    std::size_t last(std::size_t rep) const { return first_rows_[rep + 1]; }
    /// The first rep whose rows begin at the row or behind it.
    std::size_t rep_at(std::size_t row) const {
        return static_cast<std::size_t>(
            std::lower_bound(first_rows_.begin(), first_rows_.end() - 1, row) -
            first_rows_.begin());
    }

private:
    const Lanes* lanes_;
    std::vector<std::size_t> first_rows_;
};

}  // namespace saleskpi::detail
