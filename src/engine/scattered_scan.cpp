// SPDX-License-Identifier: MIT
#include "engine/scattered_scan.hpp"

#include "engine/start_days.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

DayRank::DayRank(std::span<const std::int32_t> days) : days_{days.begin(), days.end()} {
    constexpr std::int64_t most_entries = 1 << 17;
    if (days_.empty() || std::int64_t{days_.back()} - days_.front() > most_entries) return;
    before_ = days_.front() - 1;
    last_ = days_.back();
    std::uint32_t rank = 0;
    for (std::int32_t day = before_; day <= last_; ++day) {
        rank += days_[rank] <= day ? 1 : 0;
        ranks_.push_back(rank);
    }
}

std::uint32_t DayRank::search(std::int32_t day) const {
    return static_cast<std::uint32_t>(
        std::upper_bound(days_.begin(), days_.end(), day) - days_.begin());
}

ScatteredScan::ScatteredScan(
    const BookTable& part,
    const LaneRows& rows,
    Currency currency,
    std::span<const LaneTask> tasks,
    std::span<LaneSums* const> into)
    : facts_{part.plain},
      rows_{&rows},
      is_stock_{tasks.front().spec->leaf.placement.is_stock()},
      days_{into.front()->days},
      rank_{days_} {
    const Placement& placement = tasks.front().spec->leaf.placement;
    from_ = is_stock_ ? need_start_days(placement.from, facts_, batch_)
                      : batch_.need(facts_, column_of(placement.from, facts_));
    until_ = batch_.need(facts_, column_of(placement.until, facts_));
    if (is_stock_) in_force_ = InForce{facts_, batch_};
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const LeafSpec& spec = *tasks[i].spec;
        std::optional<std::size_t> counted_by;
        for (std::size_t j = 0; j < i && !counted_by; ++j)
            if (tasks[j].spec->tests == spec.tests && into[i]->missing.empty() &&
                into[j]->missing.empty())
                counted_by = j;
        programs_.push_back(
            {RowCondition{spec.tests, facts_, currency, batch_},
             ValueOfRow{spec.leaf.value, facts_, false, batch_},
             into[i],
             counted_by,
             {},
             {},
             {}});
    }
    enters_.resize(Batch::capacity);
    leaves_.resize(Batch::capacity);
    values_.resize(Batch::capacity);
}

void ScatteredScan::run(std::size_t first_rep, std::size_t last_rep) {
    const Lanes& lanes = rows_->lanes();
    for (std::size_t rep = first_rep; rep < last_rep; ++rep) {
        if (rows_->first(rep) == rows_->last(rep)) continue;
        const auto of_rep =
            lanes.all().subspan(lanes.first_of(rep), lanes.first_of(rep + 1) - lanes.first_of(rep));
        const std::size_t cells = (days_.size() + 1) * (is_stock_ ? 1 : of_rep.size());
        for (Program& program : programs_) {
            program.totals.assign(program.into->totals.empty() ? 0 : cells, 0);
            program.known.assign(program.counted_by ? 0 : cells, 0);
            program.missing.assign(program.into->missing.empty() ? 0 : cells, 0);
        }
        for (std::size_t row = rows_->first(rep); row < rows_->last(rep); row += Batch::capacity) {
            batch_.load(facts_, row, (std::min)(Batch::capacity, rows_->last(rep) - row));
            place(of_rep);
            for (Program& program : programs_)
                add_batch(program);
        }
        for (const Program& program : programs_)
            finish(program, rep);
    }
}

void ScatteredScan::place(std::span<const Lane> lanes) {
    const std::size_t n = batch_.size();
    const std::int32_t* from = batch_.small(from_);
    if (is_stock_) {
        constexpr std::int32_t still = (std::numeric_limits<std::int32_t>::max)();
        const std::int32_t* until = batch_.small(until_);
        for (std::size_t i = 0; i < n; ++i) {
            const std::int32_t end = until[i] == missing_day ? still : until[i];
            // missing_day is the least number: since ever
            is_placed_[i] = from[i] < end ? 1 : 0;
            enters_[i] = rank_(from[i]);
            leaves_[i] = rank_(end);
        }
        if (in_force_.is_limited())
            for (std::size_t i = 0; i < n; ++i) {
                std::int32_t begin = from[i];
                std::int32_t end = until[i] == missing_day ? still : until[i];
                in_force_.clip(batch_, i, begin, end);
                is_placed_[i] = begin < end ? 1 : 0;
                enters_[i] = rank_(begin);
                leaves_[i] = rank_(end);
            }
        if (batch_.has_in_place(from_))
            for (std::size_t i = 0; i < n; ++i)
                first_day_ = from[i] == missing_day ? first_day_ : (std::min)(first_day_, from[i]);
        return;
    }
    const auto cells = static_cast<std::uint32_t>(days_.size() + 1);
    for (std::size_t i = 0; i < n; ++i) {
        is_placed_[i] = from[i] == missing_day ? 0 : 1;
        enters_[i] = rank_(from[i]);
    }
    if (lanes.size() == 1) return;
    for (std::size_t i = 0; i < n; ++i) {
        std::uint32_t lane = 0;
        while (lane + 1 < lanes.size() && from[i] >= lanes[lane].until)
            ++lane;
        enters_[i] += lane * cells;
    }
}

void ScatteredScan::add_batch(Program& program) {
    const std::size_t n = batch_.size();
    program.condition.evaluate(batch_, mask_);
    for (std::size_t i = 0; i < n; ++i)
        mask_[i] &= is_placed_[i];
    // Added whether the row counts or not, zero if not: cheaper than a branch that nobody foresees.
    const auto count = [&](std::vector<std::uint32_t>& cells, const Mask& counted) {
        for (std::size_t i = 0; i < n; ++i)
            cells[enters_[i]] += counted[i];
        if (is_stock_)
            for (std::size_t i = 0; i < n; ++i)
                cells[leaves_[i]] -= counted[i];
    };
    if (!program.totals.empty()) {
        program.value.evaluate(batch_, values_.data());
        if (!program.missing.empty()) {
            Mask without;
            for (std::size_t i = 0; i < n; ++i) {
                without[i] = mask_[i] & static_cast<std::uint8_t>(values_[i] == missing_number);
                mask_[i] ^= without[i];
            }
            count(program.missing, without);
        }
        for (std::size_t i = 0; i < n; ++i)
            values_[i] &= -std::int64_t{mask_[i]};
        for (std::size_t i = 0; i < n; ++i)
            program.totals[enters_[i]] += values_[i];
        if (is_stock_)
            for (std::size_t i = 0; i < n; ++i)
                program.totals[leaves_[i]] -= values_[i];
    }
    if (!program.counted_by) count(program.known, mask_);
}

/// Cumulates a rep's cells. Of a flow, what lies before the first day does not matter, since only
/// differences are read.
void ScatteredScan::finish(const Program& program, std::size_t rep) const {
    const std::size_t days = days_.size();
    const std::size_t first_row = is_stock_ ? rep : rows_->lanes().first_of(rep);
    const auto in = [&](auto& sums, const auto& cells) {
        for (std::size_t row = 0; row * (days + 1) < cells.size(); ++row) {
            typename std::remove_reference_t<decltype(sums)>::value_type all = 0;
            for (std::size_t k = 0; k < days; ++k)
                sums[(first_row + row) * days + k] = all += cells[row * (days + 1) + k];
        }
    };
    in(program.into->totals, program.totals);
    in(program.into->known,
       program.counted_by ? programs_[*program.counted_by].known : program.known);
    in(program.into->missing, program.missing);
}

}  // namespace saleskpi::inline v0_3::detail
