// SPDX-License-Identifier: MIT
// How a scan goes over structs in memory: it reads no more of them than it needs.
#include "engine/scan.hpp"

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

/// So many are looked at together. They fit the nearest cache with what is read of them.
constexpr std::size_t together = 128;

/// The records in the order in which to fetch them: in leaps they come a quarter faster than one after
/// the other. Probably processors guess how short and even steps go on, and fetch what nobody reads.
class Leaps {
public:
    RowFacts::Records operator()(RowFacts::Records records) {
        const std::size_t leaps = records.size() / length;
        for (std::size_t leap = 0; leap < leaps; ++leap)
            for (std::size_t i = 0; i < length; ++i)
                to_[i * leaps + leap] = records[leap * length + i];
        for (std::size_t i = leaps * length; i < records.size(); ++i)
            to_[i] = records[i];
        return {to_.data(), records.size()};
    }

private:
    static constexpr std::size_t length = 16;
    std::array<const void*, Batch::capacity> to_;
};

/// Records that begin after `last`, or have ended by `first`, are in none of the ranges.
struct DaysAsked {
    std::int32_t first = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t last = (std::numeric_limits<std::int32_t>::min)();
};

DaysAsked days_asked(const Leaf& leaf, bool by_portions, const TimePlan& time) {
    DaysAsked days;
    const bool is_at_edges = leaf.placement.kind == Placement::Kind::active_at_end ||
                             leaf.placement.kind == Placement::Kind::active_at_start;
    if (is_at_edges && !by_portions) {
        if (!time.edges().empty()) days = {time.edges().front(), time.edges().back()};
        return days;
    }
    for (const Window& slot : time.slots()) {
        days.first = (std::min)(days.first, to_day(slot.first));
        days.last = (std::max)(days.last, to_day(slot.until) - 1);
    }
    return days;
}

void add_new(const std::vector<std::size_t>& slots, std::vector<std::size_t>& to) {
    for (const std::size_t slot : slots)
        if (std::find(to.begin(), to.end(), slot) == to.end()) to.push_back(slot);
}

}  // namespace

void Scan::run_records(std::size_t first_row, std::size_t last_row, Cells& cells) {
    const RowFacts& facts = *source_.facts->records();
    const std::size_t batch = (std::min)(Batch::capacity, facts.batch());
    every_.fill(1);
    std::vector<Waiting> lists = waiting_lists(together + 2 * batch);
    std::vector<Mask> masks(lists.size());
    const std::vector<std::size_t> first_slots = slots_to_begin();
    std::vector<const void*> now, next;
    Leaps leaps;
    const auto fetch_next = [&](std::size_t row) {
        next.resize((std::min)(batch, last_row - row));
        facts.addresses(row, next.size(), next.data());
        const RowFacts::Records ahead = leaps(next);
        for (const std::size_t slot : first_slots)
            batch_.fetch(slot, ahead);
    };
    batch_.load(facts, first_row, 0);
    fetch_next(first_row);
    for (std::size_t row = first_row; row < last_row; row += now.size()) {
        now.swap(next);
        batch_.take(now);
        fetch_next(row + now.size());
        if (source_.guard) source_.guard->note(now.size());
        // Whether a period lies before all records those say as well that do not count.
        for (std::size_t i = 0; source_.needs_first_day && i < programs_.size(); ++i)
            if (LeafCells& leaf = cells.leaves[i]; leaf.first_day >= first_end_)
                note_first_day(batch_.small(placings_[programs_[i].placement].from), leaf);
        for (std::size_t i = 0; i < lists.size(); ++i)
            conditions_[lists[i].conditions.front()].begin(batch_, masks[i]);
        for (std::size_t i = 0; i < lists.size(); ++i) {
            Waiting& list = lists[i];
            const std::size_t before = list.size;
            list.append(now, masks[i]);
            const RowFacts::Records added{list.records.data() + before, list.size - before};
            const RowFacts::Records ahead = leaps(added);
            for (const std::size_t slot : list.slots)
                batch_.fetch(slot, ahead);
            if (before < together) continue;
            add_records(list, before, cells);
            std::copy(added.begin(), added.end(), list.records.begin());
            list.size = added.size();
        }
    }
    for (const Waiting& list : lists)
        add_records(list, list.size, cells);
}

std::vector<Scan::Waiting> Scan::waiting_lists(std::size_t capacity) const {
    std::vector<Waiting> lists;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
        const auto alike = std::find_if(lists.begin(), lists.end(), [&](const Waiting& list) {
            return conditions_[list.conditions.front()].begins_like(conditions_[i]);
        });
        Waiting& list = alike == lists.end() ? lists.emplace_back() : *alike;
        list.records.resize(capacity);
        list.conditions.push_back(i);
        add_new(slots_to_finish(i), list.slots);
    }
    return lists;
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

std::vector<std::size_t> Scan::slots_to_begin() const {
    std::vector<std::size_t> slots;
    for (const RowCondition& condition : conditions_)
        add_new(condition.slots_to_begin(), slots);
    return slots;
}

std::vector<std::size_t> Scan::slots_to_finish(std::size_t condition) const {
    std::vector<std::size_t> slots = conditions_[condition].slots_to_begin();
    const std::size_t known = slots.size();
    add_new(conditions_[condition].slots_to_finish(), slots);
    for (const Program& program : programs_) {
        if (program.condition != condition) continue;
        add_new({placings_[program.placement].from}, slots);
        if (program.spec->leaf.placement.kind != Placement::Kind::by)
            add_new({placings_[program.placement].until}, slots);
        add_new(program.value.slots(), slots);
        if (program.each) add_new({*program.each}, slots);
    }
    slots.erase(slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(known));
    return slots;
}

void Scan::add_records(const Waiting& waiting, std::size_t n, Cells& cells) {
    if (n == 0) return;
    const RowFacts::Records begun{waiting.records.data(), n};
    batch_.take(begun);
    for (const std::size_t condition : waiting.conditions) {
        RowFacts::Records records = begun;
        if (batch_.taken().data() != records.data()) batch_.take(records);
        if (!conditions_[condition].is_finished()) {
            Mask mask;
            conditions_[condition].finish(batch_, mask);
            leave_those(finished_, [&](std::size_t i) { return mask[i]; });
            records = batch_.taken();
        }
        for (std::size_t i = 0; i < programs_.size() && !records.empty(); ++i) {
            const Program& program = programs_[i];
            if (program.condition != condition) continue;
            if (batch_.taken().data() != records.data()) batch_.take(records);
            leave_in_time(program);
            if (batch_.size() > 0) add_to(i, every_, cells);
        }
    }
}

template <class Holds>
void Scan::leave_those(std::vector<const void*>& list, Holds holds) {
    const RowFacts::Records records = batch_.taken();
    std::size_t n_left = 0;
    for (std::size_t i = 0; i < records.size(); ++i)
        n_left += holds(i) ? 1U : 0U;
    if (n_left == records.size()) return;
    list.resize(Batch::capacity);
    std::size_t n = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const void* const record = records[i];  // may be in the very list
        list[n] = record;
        n += holds(i) ? 1U : 0U;
    }
    batch_.take({list.data(), n});
}

void Scan::leave_in_time(const Program& program) {
    const Placing& placing = placings_[program.placement];
    const Leaf& leaf = program.spec->leaf;
    const std::int32_t* const from = batch_.small(placing.from);
    if (leaf.placement.kind == Placement::Kind::by && leaf.aggregation.compares_edges) {
        const DaysAsked asked = days_asked(leaf, program.by_portions, *time_);
        return leave_those(in_time_, [&](std::size_t i) { return from[i] <= asked.last; });
    }
    if (leaf.placement.kind == Placement::Kind::by && !program.by_portions) {
        if (time_->slots().size() > 1) {
            const DayTable& slot_of = time_->slot_of();
            return leave_those(in_time_, [&](std::size_t i) { return slot_of(from[i]) >= 0; });
        }
        const DaysAsked asked = days_asked(leaf, program.by_portions, *time_);
        return leave_those(in_time_, [&](std::size_t i) {
            return static_cast<unsigned>(asked.first <= from[i]) &
                   static_cast<unsigned>(from[i] <= asked.last);
        });
    }
    const DaysAsked asked = days_asked(leaf, program.by_portions, *time_);
    leave_those(in_time_, [&](std::size_t i) { return from[i] <= asked.last; });
    const std::int32_t* const until = batch_.small(placing.until);
    leave_those(
        in_time_, [&](std::size_t i) { return until[i] == missing_day || until[i] > asked.first; });
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
