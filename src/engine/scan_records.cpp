// SPDX-License-Identifier: MIT
// How a scan goes over structs in memory: it reads no more of them than it needs.
#include "engine/scan.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// So many are looked at together. They fit the nearest cache with what is read of them.
constexpr std::size_t together = 128;

/// Records that begin after `last`, or have ended by `first`, are in none of the ranges.
struct Reach {
    std::int32_t first = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t last = (std::numeric_limits<std::int32_t>::min)();
};

/// Whether the leaf adds up what falls on the days of a range.
bool is_by_portions(const Leaf& leaf) {
    return leaf.placement.kind == Placement::Kind::spread ||
           leaf.aggregation == Aggregation::time_in_force;
}

Reach reach_of(const Leaf& leaf, const TimePlan& time) {
    Reach reach;
    const bool is_throughout = leaf.placement.kind == Placement::Kind::active_throughout;
    if (!is_throughout && !is_by_portions(leaf)) {
        if (!time.edges().empty()) reach = {time.edges().front(), time.edges().back()};
        return reach;
    }
    for (const Window& slot : time.slots()) {
        reach.first = (std::min)(reach.first, to_day(slot.first));
        reach.last = (std::max)(reach.last, to_day(slot.until) - 1);
    }
    return reach;
}

}  // namespace

void Scan::run_records(std::size_t first_row, std::size_t last_row, Cells& cells) {
    const std::size_t batch = (std::min)(Batch::capacity, source_.facts->batch());
    every_.fill(1);
    std::vector<Mask> masks(conditions_.size());
    std::vector<Waiting> waiting(conditions_.size());
    for (std::size_t i = 0; i < conditions_.size(); ++i)
        waiting[i] = {slots_behind(i), std::vector<const void*>(together + 2 * batch), 0};
    for (std::size_t row = first_row; row < last_row; row += batch) {
        batch_.load(*source_.facts, row, (std::min)(batch, last_row - row));
        // Whether a period lies before all records those say as well that do not count.
        for (std::size_t i = 0; source_.needs_first_day && i < programs_.size(); ++i)
            if (LeafCells& leaf = cells.leaves[i]; leaf.first_day >= first_end_)
                note_first_day(batch_.small(placings_[programs_[i].placement].from), leaf);
        for (std::size_t i = 0; i < conditions_.size(); ++i)
            conditions_[i].evaluate(batch_, masks[i]);
        const RowFacts::Records all = batch_.taken();
        for (std::size_t i = 0; i < conditions_.size(); ++i) {
            Waiting& w = waiting[i];
            const std::size_t n = w.size;
            w.append(all, masks[i]);
            for (const std::size_t slot : w.slots)
                batch_.fetch(slot, {w.records.data() + n, w.size - n});
            if (n < together) continue;
            add_records(i, {w.records.data(), n}, cells);
            std::copy(w.records.data() + n, w.records.data() + w.size, w.records.data());
            w.size -= n;
        }
    }
    for (std::size_t i = 0; i < conditions_.size(); ++i)
        if (waiting[i].size > 0)
            add_records(i, {waiting[i].records.data(), waiting[i].size}, cells);
}

void Scan::Waiting::append(RowFacts::Records all, const Mask& mask) {
    // Without jumps: which rows count nobody can foresee.
    const void** const to = records.data();
    std::size_t n = size;
    for (std::size_t i = 0; i < all.size(); ++i) {
        to[n] = all[i];
        n += mask[i];
    }
    size = n;
}

std::vector<std::size_t> Scan::slots_behind(std::size_t condition) const {
    std::vector<std::size_t> slots;
    const auto add = [&](std::size_t slot) {
        if (!conditions_[condition].reads(slot) &&
            std::find(slots.begin(), slots.end(), slot) == slots.end())
            slots.push_back(slot);
    };
    for (const Program& program : programs_) {
        if (program.condition != condition) continue;
        add(placings_[program.placement].from);
        if (program.spec->leaf.placement.kind != Placement::Kind::by)
            add(placings_[program.placement].until);
        for (const std::size_t slot : program.value.slots())
            add(slot);
    }
    return slots;
}

void Scan::add_records(std::size_t condition, RowFacts::Records records, Cells& cells) {
    batch_.take(records);
    for (std::size_t i = 0; i < programs_.size(); ++i) {
        const Program& program = programs_[i];
        if (program.condition != condition) continue;
        if (batch_.taken().data() != records.data()) batch_.take(records);
        leave_in_time(program);
        if (batch_.size() > 0) add_to(i, every_, cells);
    }
}

template <class Holds>
void Scan::leave_those(Holds holds) {
    const RowFacts::Records records = batch_.taken();
    in_time_.resize(Batch::capacity);
    std::size_t n = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const void* const record = records[i];  // may be in the very list
        in_time_[n] = record;
        n += holds(i);
    }
    if (n < records.size()) batch_.take({in_time_.data(), n});
}

void Scan::leave_in_time(const Program& program) {
    const Placing& placing = placings_[program.placement];
    const Leaf& leaf = program.spec->leaf;
    const std::int32_t* const from = batch_.small(placing.from);
    if (leaf.placement.kind == Placement::Kind::by && !is_by_portions(leaf)) {
        const DayTable& slot_of = time_->slot_of();
        return leave_those([&](std::size_t i) { return slot_of(from[i]) >= 0; });
    }
    const Reach reach = reach_of(leaf, *time_);
    leave_those([&](std::size_t i) { return from[i] <= reach.last; });
    const std::int32_t* const until = batch_.small(placing.until);
    leave_those([&](std::size_t i) { return until[i] == missing_day || until[i] > reach.first; });
}

void Scan::sum_records(const Program& program, LeafCells& leaf) {
    const std::size_t n = batch_.size();
    const bool is_record = program.value.is_record();
    const std::size_t first = cell(0, 0, program, leaf);  // records outside a book are not cut
    Sum* const sums = std::get<std::vector<Sum>>(leaf.states).data() + first;
    if (program.columns == 1) {
        std::int64_t known = is_record ? static_cast<std::int64_t>(n) : 0;
        int128 total = 0;  // cannot overflow: 2^63 rows of 2^63 would fit
        for (std::size_t i = 0; !is_record && i < n; ++i) {
            known += values_[i] != missing_number;
            total += values_[i] == missing_number ? 0 : values_[i];
        }
        sums->total += total;
        sums->known += known;
        sums->missing += static_cast<std::int64_t>(n) - known;
        return;
    }
    const std::int32_t* const days = batch_.small(placings_[program.placement].from);
    for (std::size_t i = 0; i < n; ++i) {
        Sum& sum = sums[time_->slot_of()(days[i])];
        const bool is_missing = !is_record && values_[i] == missing_number;
        sum.missing += is_missing;
        sum.known += !is_missing;
        sum.total += is_record || is_missing ? 0 : values_[i];
    }
}

}  // namespace saleskpi::inline v0_3::detail
