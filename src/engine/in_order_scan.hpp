// SPDX-License-Identifier: MIT
#pragma once

#include "engine/lane_scan.hpp"
#include "engine/piece_sums.hpp"
#include "engine/piece_walk.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Sums up leaves that are placed by the date their rows are sorted by: the rows of a lane between
/// two days stand together, so that each cell is a sum over a piece of the columns.
///
/// For each batch of pieces, each distinct condition becomes a mask, and each distinct sum is added
/// up piece by piece; leaves are made of these.
class InOrderScan {
public:
    /// Fills `into`, which all have the same days, none of which the tasks know. Scanned is only
    /// what lies between those days and the nearest that are known, the same ones for all.
    InOrderScan(
        const BookTable& part,
        const LaneRows& rows,
        Currency currency,
        std::span<const LaneTask> tasks,
        std::span<LaneSums* const> into);

    /// Fills the lanes of the reps [first, last). Several may run at once, on different reps.
    void run(std::size_t first_rep, std::size_t last_rep);

private:
    /// A sum that several leaves may use.
    struct SharedSum {
        std::size_t condition;
        RowValue value;
        PieceSums sums;
    };
    /// A leaf: one of the sums, or one less another.
    struct Program {
        std::size_t condition;
        std::size_t sum;
        std::optional<std::size_t> less;
        const LaneSums* known;
        LaneSums* into;
    };

    /// How the sum before a day follows from that before another, and the window between them.
    struct Stride {
        std::size_t column;
        std::int32_t other_day;
        std::optional<std::size_t> other_column;  ///< none if the other day is a known one
        bool is_back;                             ///< from a later day to an earlier one
    };

    static std::vector<Stride> strides(
        const std::vector<std::int32_t>& days, const std::vector<std::int32_t>& known);
    static std::vector<PieceWalk::Window> windows(
        const std::vector<std::int32_t>& days, const std::vector<Stride>& strides);

    std::size_t sum_for(std::size_t condition, const RowValue& value);
    /// Adds the sums of the batch's pieces to their cells.
    void add(const Program& program, std::span<const std::size_t> cells) const;
    /// From the sums of the windows to those of all that lies before each day.
    void cumulate(const Program& program, std::size_t first_lane, std::size_t last_lane) const;

    BookFacts facts_;
    const LaneRows* rows_;
    std::vector<Stride> strides_;
    PieceWalk walk_;

    Batch batch_;
    std::vector<RowCondition> conditions_;
    std::vector<Mask> masks_;
    std::vector<std::vector<std::uint32_t>> selected_;  // by condition and piece
    std::vector<SharedSum> sums_;
    std::vector<Program> programs_;
};

}  // namespace saleskpi::inline v0_3::detail
