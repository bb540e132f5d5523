// SPDX-License-Identifier: MIT
#pragma once

#include "engine/condition.hpp"
#include "engine/in_force.hpp"
#include "engine/lane_rows.hpp"
#include "engine/lane_scan.hpp"
#include "engine/row_value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Finds how many of some days lie before or on a day.
class DayRank {
public:
    explicit DayRank(std::span<const std::int32_t> days);

    std::uint32_t operator()(std::int32_t day) const {
        if (ranks_.empty()) return search(day);
        // Days before and behind have an entry each, so that there is nothing to guess.
        return ranks_[static_cast<std::size_t>(std::clamp(day, before_, last_) - before_)];
    }

private:
    std::uint32_t search(std::int32_t day) const;

    std::vector<std::int32_t> days_;
    std::int32_t before_ = 0;  // the day before the first
    std::int32_t last_ = 0;
    std::vector<std::uint32_t> ranks_;  // from `before_` to `last_`; empty if that is too many days
};

/// Sums up leaves whose rows do not stand in the order of their dates: flows by another date than
/// the one rows are sorted by, and stocks. The rows of a rep stand together, so that the few cells
/// they are scattered to stay in the first-level cache.
class ScatteredScan {
public:
    /// Adds to `into`, of which all have the same days. The tasks have the same placement.
    ScatteredScan(
        const BookTable& part,
        const LaneRows& rows,
        Currency currency,
        std::span<const LaneTask> tasks,
        std::span<LaneSums* const> into);

    /// Fills the reps [first, last). Several may run at once, on different reps.
    void run(std::size_t first_rep, std::size_t last_rep);

    /// The first day from which one of the records seen is in a stock, where that day may be another
    /// than the column says.
    std::int32_t first_day() const { return first_day_; }

private:
    struct Program {
        RowCondition condition;
        ValueOfRow value;
        LaneSums* into;
        std::optional<std::size_t> counted_by;  // another program that counts the same records
        std::vector<std::int64_t> totals;       // of one rep: lane * (days + 1) + rank
        std::vector<std::uint32_t> known;
        std::vector<std::uint32_t> missing;
    };

    void place(std::span<const Lane> lanes);
    void add_batch(Program& program);
    void finish(const Program& program, std::size_t rep) const;

    BookFacts facts_;
    const LaneRows* rows_;
    bool is_stock_;
    std::vector<std::int32_t> days_;
    DayRank rank_;
    Batch batch_;
    std::size_t from_ = 0;
    std::size_t until_ = 0;
    InForce in_force_;  // of a stock
    std::int32_t first_day_ = (std::numeric_limits<std::int32_t>::max)();
    std::vector<Program> programs_;

    Mask is_placed_;
    Mask mask_;
    std::vector<std::uint32_t> enters_, leaves_;  // by row: the cell
    std::vector<std::int64_t> values_;
};

}  // namespace saleskpi::inline v0_3::detail
