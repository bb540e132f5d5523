// SPDX-License-Identifier: MIT
#include "engine/scan.hpp"

#include "engine/dead_rows.hpp"
#include "engine/start_days.hpp"
#include "plan/other_periods.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int32_t no_end = (std::numeric_limits<std::int32_t>::max)();

/// What a shared record gives to each rep's group in full, but to a group above them only once.
/// Money is apportioned instead.
bool counts_once(const Leaf& leaf) {
    return !is_by_portions(leaf) && !leaf.aggregation.compares_edges;
}

/// A sum that leavers can be taken out of again: noted at the edges where it changes.
bool is_noted_as_steps(const Leaf& leaf) {
    return (leaf.placement.kind == Placement::Kind::active_at_end ||
            leaf.placement.kind == Placement::Kind::active_at_start) &&
           takes_away(states_for(leaf));
}

}  // namespace

Scan::Scan(const Source& source, const TimePlan& time, std::span<const LeafSpec* const> leaves)
    : source_{source},
      time_{&time},
      groups_{*source.facts, source.table, source.cut, source.as_is, batch_} {
    const bool is_lines = !source.record_of_line.empty();
    for (const LeafSpec* spec : leaves) {
        const auto known = std::find(tests_.begin(), tests_.end(), spec->tests);
        const auto condition = static_cast<std::size_t>(known - tests_.begin());
        if (known == tests_.end()) {
            conditions_.emplace_back(spec->tests, *source.facts, source.currency, batch_);
            tests_.push_back(spec->tests);
        }
        const Leaf& leaf = spec->leaf;
        const bool parts =
            is_lines && is_apportioned(leaf.value) && rule_of(leaf.aggregation).is_of_parts;
        programs_.push_back(
            {spec, ValueOfRow{leaf, *source.facts, parts, batch_}, condition,
             placing(leaf.placement), time.columns(leaf), is_lines && counts_once(leaf), parts,
             is_noted_as_steps(leaf), is_by_portions(leaf),
             leaf.aggregation.compares_edges && !leaf.each.name.empty()
                 ? std::optional{batch_.need(*source.facts, column_of(leaf.each, *source.facts))}
                 : std::nullopt});
    }
    for (std::size_t i = 0; i < time.ranges(); ++i)
        first_end_ = (std::min)(first_end_, to_day(time.range(i).until));
    values_.resize(Batch::capacity);
    wide_.resize(Batch::capacity);
}

std::size_t Scan::placing(const Placement& placement) {
    const Facts& facts = *source_.facts;
    const auto slot = [&](const ColumnRef& ref) {
        return batch_.need(facts, column_of(ref, facts));
    };
    const std::size_t from = placement.is_stock() ? need_start_days(placement.from, facts, batch_)
                                                  : slot(placement.from);
    const bool has_days = placement.is_stock() || placement.kind == Placement::Kind::spread;
    placings_.push_back(
        {from, slot(placement.until), has_days ? InForce{facts, batch_} : InForce{}});
    return placings_.size() - 1;
}

bool Scan::is_outside(std::uint64_t group) {
    if (last_group_ != group) {
        last_group_ = group;
        is_last_outside_ = !source_.inside->has(group);
    }
    return is_last_outside_;
}

void Scan::run(std::size_t first_row, std::size_t last_row, Cells& cells) {
    cells_ = &cells;
    if (cells.leaves.empty())
        for (const Program& program : programs_) {
            LeafCells& leaf = cells.leaves.emplace_back(cells_for(program.spec->leaf));
            leaf.scale = program.value.scale();
        }
    if (source_.facts->records()) return run_records(first_row, last_row, cells);
    std::vector<Mask> masks(conditions_.size());
    const std::size_t batch = (std::min)(Batch::capacity, source_.facts->batch());
    for (std::size_t row = first_row; row < last_row; row += batch) {
        batch_.load(*source_.facts, row, (std::min)(batch, last_row - row));
        groups_.load(batch_);
        for (std::size_t i = 0; i < conditions_.size(); ++i) {
            conditions_[i].evaluate(batch_, masks[i]);
            leave_out(source_.dead, batch_.first(), batch_.size(), masks[i]);
        }
        for (std::size_t i = 0; i < programs_.size(); ++i)
            add_to(i, masks[programs_[i].condition], cells);
        if (source_.guard) source_.guard->note(batch_.size());
    }
}

void Scan::add_to(std::size_t program, const Mask& mask, Cells& cells) {
    try {
        add_batch(programs_[program], mask, cells.leaves[program]);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        throw LeafOverflow{program, error.what()};
    }
}

void Scan::evaluate(const Program& program) {
    if (program.value.is_wide())
        program.value.evaluate(batch_, wide_.data());
    else if (!program.value.is_record())
        program.value.evaluate(batch_, values_.data());
}

void Scan::add_batch(const Program& program, const Mask& mask, LeafCells& leaf) {
    evaluate(program);
    const Leaf& definition = program.spec->leaf;
    if (definition.aggregation.compares_edges)
        at_edges(program, mask, leaf);
    else if (program.by_portions)
        spread(program, mask, leaf);
    else if (definition.placement.kind == Placement::Kind::by)
        flow(program, mask, leaf);
    else if (definition.placement.kind == Placement::Kind::active_throughout)
        throughout(program, mask, leaf);
    else
        stock(program, mask, leaf);
}

void Scan::note_first_day(const std::int32_t* days, LeafCells& leaf) const {
    if (!source_.needs_first_day) return;
    if (source_.dead.empty()) {
        for (std::size_t i = 0; i < batch_.size(); ++i)
            leaf.first_day =
                days[i] == missing_day ? leaf.first_day : (std::min)(leaf.first_day, days[i]);
        return;
    }
    for (std::size_t i = 0; i < batch_.size(); ++i)
        if (days[i] != missing_day && days[i] < leaf.first_day &&
            !is_among(source_.dead, batch_.first() + i))
            leaf.first_day = days[i];
}

void Scan::visit(const Visitor& visitor) {
    visitor_ = &visitor;
    Cells unused;
    run(0, source_.facts->rows(), unused);
    visitor_ = nullptr;
}

std::size_t Scan::cell(
    std::uint64_t key, std::size_t column, const Program& program, LeafCells& leaf) {
    const std::size_t groups = cells_->groups.size();
    const std::size_t group = cells_->groups.number(key);
    const std::size_t needed = cells_->groups.size() * program.columns;
    if (source_.guard && cells_->groups.size() > groups) source_.guard->require_cells(needed);
    std::visit(
        [needed](auto& states) {
            if (states.size() < needed) states.resize(needed);
        },
        leaf.states);
    return group * program.columns + column;
}

std::optional<int128> Scan::value_at(const Program& program, std::size_t row) const {
    if (!program.value.is_wide())
        return values_[row] == missing_number ? std::nullopt : std::optional<int128>{values_[row]};
    if (wide_[row] == ValueOfRow::too_wide)
        throw Error{ErrorCode::overflow, "a value of a record exceeds 128 bits"};
    return wide_[row] == ValueOfRow::missing_wide ? std::nullopt : std::optional{wide_[row]};
}

void Scan::add(
    const Program& program,
    LeafCells& leaf,
    std::size_t row,
    std::uint64_t group,
    std::size_t column,
    std::int64_t times) {
    const bool is_record = program.value.is_record();
    const std::optional<int128> known = is_record ? 0 : value_at(program, row);
    const bool is_missing = !known;
    if (visitor_) {
        (*visitor_)(batch_.first() + row, group, column, is_missing);
        return;
    }
    const int128 value = known.value_or(0);
    const std::size_t at = cell(group, column, program, leaf);
    if (program.once_per_record) {
        // Parts of money add up by themselves; only the count of records must not.
        if (program.parts && !program.as_steps) add_part(program, leaf, row, at, times);
        const std::uint32_t record = source_.record_of_line[batch_.first() + row];
        leaf.shared.push_back(
            {record, static_cast<std::uint32_t>(at), program.parts ? 0 : value, is_missing});
        return;
    }
    std::visit(
        [&](auto& states) {
            auto& state = states[at];
            using State = std::remove_reference_t<decltype(state)>;
            if (is_missing)
                state.missing += times;
            else if constexpr (takes_away<State>())
                state.add(value, times);
            else if constexpr (requires { state.add(value); })
                state.add(value);
        },
        leaf.states);
}

void Scan::add_part(
    const Program& program,
    LeafCells& leaf,
    std::size_t row,
    std::size_t cell,
    std::int64_t times) {
    const std::optional<int128> value = value_at(program, row);
    if (!value) return;
    std::visit(
        [&](auto& states) {
            if constexpr (requires { states[cell].add_part(*value, times); })
                states[cell].add_part(*value, times);
        },
        leaf.states);
}

void Scan::flow(const Program& program, const Mask& mask, LeafCells& leaf) {
    const bool is_restricted = source_.inside != nullptr;
    const std::int32_t* days = batch_.small(placings_[program.placement].from);
    const DayTable& slot_of = time_->slot_of();
    auto* const sums = std::get_if<std::vector<Sum>>(&leaf.states);
    const bool is_simple =
        sums && !visitor_ && !program.once_per_record && !program.value.is_wide();
    note_first_day(days, leaf);
    if (batch_.records() && is_simple) return sum_records(program, leaf);
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        if (!mask[i]) continue;
        const std::int32_t slot = slot_of(days[i]);
        if (slot < 0) continue;
        const std::uint64_t group = groups_.key(i, days[i]);
        if (is_restricted && is_outside(group)) continue;
        if (!is_simple) {
            add(program, leaf, i, group, static_cast<std::size_t>(slot), 1);
            continue;
        }
        Sum& sum = (*sums)[cell(group, static_cast<std::size_t>(slot), program, leaf)];
        if (program.value.is_record())
            ++sum.known;
        else if (values_[i] == missing_number)
            ++sum.missing;
        else {
            sum.total += values_[i];  // cannot overflow: 2^63 rows of 2^63 would fit
            ++sum.known;
        }
    }
}

void Scan::stock(const Program& program, const Mask& mask, LeafCells& leaf) {
    const bool is_restricted = source_.inside != nullptr;
    const std::int32_t* from = batch_.small(placings_[program.placement].from);
    const std::int32_t* until = batch_.small(placings_[program.placement].until);
    note_first_day(from, leaf);
    const std::span<const std::int32_t> edges = time_->edges();
    const auto first_edge_from = [&](std::int32_t day) {
        return static_cast<std::size_t>(
            std::lower_bound(edges.begin(), edges.end(), day) - edges.begin());
    };
    const bool as_steps = program.as_steps && !visitor_;
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        if (!mask[i]) continue;
        std::int32_t begin = from[i];  // missing_day is the least number: since ever
        std::int32_t end = until[i] == missing_day ? no_end : until[i];
        placings_[program.placement].in_force.clip(batch_, i, begin, end);
        if (edges.empty() || begin >= end) continue;
        groups_.split(
            i, (std::max)(begin, edges.front()), (std::min)(end, edges.back() + 1),
            [&](std::int32_t a, std::int32_t b, std::uint64_t group) {
                if (is_restricted && is_outside(group)) return;
                const std::size_t first = first_edge_from(a);
                const std::size_t last = first_edge_from(b);
                if (first == last) return;
                if (!as_steps || program.once_per_record)
                    for (std::size_t e = first; e < last; ++e)
                        add(program, leaf, i, group, e, 1);
                if (!as_steps) return;
                const auto step = [&](std::size_t edge, std::int64_t times) {
                    if (edge == edges.size()) return;
                    if (!program.once_per_record)
                        add(program, leaf, i, group, edge, times);
                    else if (program.parts)
                        add_part(program, leaf, i, cell(group, edge, program, leaf), times);
                };
                step(first, 1);
                step(last, -1);
            });
    }
}

void finish_stocks(const LeafSpec& spec, const TimePlan& time, LeafCells& leaf) {
    if (auto* const spans = std::get_if<std::vector<Spans>>(&leaf.states))
        std::for_each(spans->begin(), spans->end(), [](Spans& cell) { cell.sort(); });
    if (!is_noted_as_steps(spec.leaf)) return;
    const std::size_t edges = time.edges().size();
    std::visit(
        [edges](auto& states) {
            for (std::size_t first = 0; first < states.size(); first += edges)
                for (std::size_t e = 1; e < edges; ++e)
                    states[first + e].merge(states[first + e - 1]);
        },
        leaf.states);
}

void Scan::throughout(const Program& program, const Mask& mask, LeafCells& leaf) {
    const bool is_restricted = source_.inside != nullptr;
    const std::int32_t* from = batch_.small(placings_[program.placement].from);
    const std::int32_t* until = batch_.small(placings_[program.placement].until);
    note_first_day(from, leaf);
    for (std::size_t r = 0; r < time_->ranges(); ++r) {
        const std::int32_t opening = to_day(time_->range(r).first) - 1;
        const std::int32_t closing = to_day(time_->range(r).until) - 1;
        for (std::size_t i = 0; i < batch_.size(); ++i) {
            const bool still = until[i] == missing_day || until[i] > closing;
            if (!mask[i] || from[i] > opening || !still) continue;
            const std::uint64_t group = groups_.key(i, opening);
            if (!is_restricted || !is_outside(group)) add(program, leaf, i, group, r, 1);
        }
    }
}

void Scan::add_portion(
    const Program& program,
    LeafCells& leaf,
    std::size_t row,
    std::uint64_t group,
    std::size_t column,
    const std::optional<Rational>& portion) {
    if (visitor_) {
        (*visitor_)(batch_.first() + row, group, column, !portion);
        return;
    }
    Portions& state =
        std::get<std::vector<Portions>>(leaf.states)[cell(group, column, program, leaf)];
    if (portion)
        state.add(*portion);
    else
        ++state.missing;
}

std::optional<Rational> Scan::portion(
    const Program& program,
    std::size_t row,
    std::int32_t begin,
    std::int32_t end,
    const Window& whole) const {
    if (program.spec->leaf.placement.kind != Placement::Kind::spread)
        return months_in({Date{date::days{begin}}, Date{date::days{end}}});
    const std::optional<int128> value = value_at(program, row);
    if (!value) return std::nullopt;
    // What falls on the days up to one, in whole units: portions of adjoining days add up to that
    // of all, to the cent. Exact fractions would have the lengths of all records multiply in their
    // denominator, and overflow.
    const std::int32_t first = to_day(whole.first);
    const auto up_to = [&](std::int32_t day) {
        return checked_mul(*value, day - first) / whole.days();
    };
    return Rational{up_to(end) - up_to(begin)};
}

void Scan::spread(const Program& program, const Mask& mask, LeafCells& leaf) {
    const bool is_restricted = source_.inside != nullptr;
    const bool is_time = program.spec->leaf.placement.kind != Placement::Kind::spread;
    const std::int32_t* from = batch_.small(placings_[program.placement].from);
    const std::int32_t* until = batch_.small(placings_[program.placement].until);
    const std::span<const Window> slots = time_->slots();
    note_first_day(from, leaf);
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        if (!mask[i]) continue;
        // Nothing can be spread over days without an end.
        if (!is_time && (from[i] == missing_day || until[i] == missing_day)) continue;
        const std::int32_t end = until[i] == missing_day ? no_end : until[i];
        for (std::size_t s = 0; s < slots.size(); ++s) {
            std::int32_t a = (std::max)(from[i], to_day(slots[s].first));
            std::int32_t b = (std::min)(end, to_day(slots[s].until));
            placings_[program.placement].in_force.clip(batch_, i, a, b);
            if (a >= b) continue;
            groups_.split(i, a, b, [&](std::int32_t begin, std::int32_t stop, std::uint64_t group) {
                if (is_restricted && is_outside(group)) return;
                const Window whole{Date{date::days{from[i]}}, Date{date::days{end}}};
                add_portion(program, leaf, i, group, s, portion(program, i, begin, stop, whole));
            });
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
