// SPDX-License-Identifier: MIT
#pragma once

#include "book/table_rules.hpp"
#include "engine/batch.hpp"
#include "engine/kernels/kernels.hpp"
#include "engine/lane_rows.hpp"
#include "engine/sorted_column.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Walks over the rows of lanes that stand in the order of their dates, window by window. The rows
/// of a lane in a window are a piece; pieces are collected until a batch is full.
class PieceWalk {
public:
    /// The days [from, until), and the column of the lane's cells that their rows belong to.
    struct Window {
        std::int32_t from;
        std::int32_t until;
        std::size_t column;
    };

    /// The windows are disjoint and ascend. A lane has so many `columns`.
    PieceWalk(
        const BookTable& part,
        const LaneRows& rows,
        std::vector<Window> windows,
        std::size_t columns)
        : rows_{&rows},
          day_column_{column_of_days(part)},
          windows_{std::move(windows)},
          columns_{columns} {}

    /// Calls use(first row, number of rows, pieces) for batch after batch of the reps [first, last).
    /// Pieces come by lane and day; cells() has lane * columns + column of each.
    template <class Use>
    void run(std::size_t first_rep, std::size_t last_rep, Use&& use) {
        const Lanes& lanes = rows_->lanes();
        for (std::size_t rep = first_rep; rep < last_rep; ++rep) {
            std::size_t row = rows_->first(rep);
            for (std::size_t lane = lanes.first_of(rep); lane < lanes.first_of(rep + 1); ++lane)
                add_lane(lane, row, rows_->last(rep), use);
        }
        flush(use);
    }

    std::span<const std::size_t> cells() const { return cells_; }

private:
    /// Rows between two pieces that may be read in vain rather than end a batch.
    static constexpr std::size_t small_gap = 512;

    static SortedColumn column_of_days(const BookTable& part) {
        const Column& days = part.plain.find(rules_of(part.name).clustered_by)->data;
        return {days.narrow(), days.all_missing()};
    }

    template <class Use>
    void add_lane(std::size_t number, std::size_t& row, std::size_t last_row, Use&& use) {
        const Lane& lane = rows_->lanes()[number];
        for (const Window& window : windows_) {
            if (row == last_row || window.from >= lane.until) return;
            if (window.until <= lane.from) continue;
            const std::size_t first =
                day_column_.first_from(row, last_row, (std::max)(window.from, lane.from));
            row = day_column_.first_from(first, last_row, (std::min)(window.until, lane.until));
            if (first < row) add_piece(first, row, number * columns_ + window.column, use);
        }
    }

    template <class Use>
    void add_piece(std::size_t first, std::size_t last, std::size_t cell, Use&& use) {
        while (first < last) {
            const bool is_far = !starts_.empty() && (first >= first_row_ + Batch::capacity ||
                                                     first > first_row_ + ends_.back() + small_gap);
            if (is_far) flush(use);
            if (starts_.empty()) first_row_ = first;
            const std::size_t end = (std::min)(last, first_row_ + Batch::capacity);
            starts_.push_back(static_cast<std::uint32_t>(first - first_row_));
            ends_.push_back(static_cast<std::uint32_t>(end - first_row_));
            cells_.push_back(cell);
            first = end;
        }
    }

    template <class Use>
    void flush(Use&& use) {
        if (starts_.empty()) return;
        use(first_row_, std::size_t{ends_.back()},
            Pieces{starts_.data(), ends_.data(), starts_.size()});
        starts_.clear();
        ends_.clear();
        cells_.clear();
    }

    const LaneRows* rows_;
    SortedColumn day_column_;
    std::vector<Window> windows_;
    std::size_t columns_;

    std::size_t first_row_ = 0;  // of the pieces collected so far
    std::vector<std::uint32_t> starts_, ends_;
    std::vector<std::size_t> cells_;
};

}  // namespace saleskpi::inline v0_3::detail
