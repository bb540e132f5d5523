// SPDX-License-Identifier: MIT
#pragma once

#include "book/lanes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

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

/// Below this number of rows a thread that scans costs more than it saves.
inline constexpr std::size_t scanned_rows_worth_a_thread = 1 << 16;

/// A split of the reps among threads, by rows.
class RepShares {
public:
    RepShares(const LaneRows& rows, std::size_t n, unsigned threads)
        : rows_{&rows},
          n_{n},
          shares_{(std::min)(
              std::size_t{threads}, (std::max)(std::size_t{1}, n / scanned_rows_worth_a_thread))} {}

    std::size_t size() const { return shares_; }
    /// One for each share.
    unsigned threads() const { return static_cast<unsigned>(shares_); }
    std::size_t first(std::size_t share) const {
        return share == shares_ ? rows_->lanes().reps() : rows_->rep_at(n_ * share / shares_);
    }

private:
    const LaneRows* rows_;
    std::size_t n_;
    std::size_t shares_;
};

}  // namespace saleskpi::inline v0_3::detail
