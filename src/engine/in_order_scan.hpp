// SPDX-License-Identifier: MIT
#pragma once

#include "engine/lane_rows.hpp"
#include "engine/lane_scan.hpp"
#include "engine/piece_sums.hpp"
#include "engine/sorted_column.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::detail {

/// Sums up leaves that are placed by the date their rows are sorted by: the rows of a lane between
/// two days stand together, so that each cell is a sum over a stretch of the columns.
///
/// Stretches are collected until a batch is full; then each distinct condition becomes a mask, and
/// each leaf adds up its stretches.
class InOrderScan {
public:
    /// Adds to `into`, of which all have the same days. Of `known`, null or alike in its days, only
    /// what lies between is scanned.
    InOrderScan(
        const BookTable& part,
        const LaneRows& rows,
        Currency currency,
        std::span<const LaneTask* const> tasks,
        std::span<LaneSums* const> into);

    /// Fills the lanes of the reps [first, last). Several may run at once, on different reps.
    void run(std::size_t first_rep, std::size_t last_rep);

private:
    struct Program {
        std::size_t condition;
        PieceSums sums;
        const LaneSums* known;
        LaneSums* into;
    };

    void plan_windows();
    void add_lane(std::size_t lane, std::size_t& row, std::size_t last_row);
    void add_piece(std::size_t first, std::size_t last, std::size_t cell);
    void flush();
    /// From the sum of each window to those of all that lies before its end.
    void cumulate(const Program& program, std::size_t lane) const;

    BookFacts facts_;
    const LaneRows* rows_;
    SortedColumn day_column_;
    std::vector<std::int32_t> days_;
    std::vector<std::int32_t> known_days_;
    std::vector<std::uint8_t> is_scanned_;  // by number of the day that ends the window

    Batch batch_;
    std::vector<RowCondition> conditions_;
    std::vector<Mask> masks_;
    std::vector<Program> programs_;

    std::size_t first_row_ = 0;  // of the pieces collected so far
    std::vector<std::uint32_t> starts_, ends_;
    std::vector<std::size_t> cells_;
};

}  // namespace saleskpi::detail
