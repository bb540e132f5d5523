// SPDX-License-Identifier: MIT
// How a scan keeps what is compared at the edges of periods.
#include "book/book_table.hpp"
#include "engine/scan.hpp"
#include "plan/aggregates/fractions.hpp"
#include "plan/aggregates/spans.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

void Scan::at_edges(const Program& program, const Mask& mask, LeafCells& leaf) {
    if (program.spec->leaf.placement.kind == Placement::Kind::by)
        return up_to_edges(program, mask, leaf);
    const bool is_restricted = source_.inside != nullptr;
    const std::int32_t* from = batch_.small(placings_[program.placement].from);
    const std::int32_t* until = batch_.small(placings_[program.placement].until);
    note_first_day(from, leaf);
    const std::span<const std::int32_t> edges = time_->edges();
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        if (!mask[i]) continue;
        std::int32_t begin = from[i];  // missing_day is the least number: since ever
        std::int32_t end =
            until[i] == missing_day ? (std::numeric_limits<std::int32_t>::max)() : until[i];
        placings_[program.placement].in_force.clip(batch_, i, begin, end);
        if (edges.empty() || begin >= end) continue;
        groups_.split(
            i, (std::max)(begin, edges.front()), (std::min)(end, edges.back() + 1),
            [&](std::int32_t a, std::int32_t b, std::uint64_t group) {
                if (is_restricted && is_outside(group)) return;
                const auto first = std::lower_bound(edges.begin(), edges.end(), a);
                if (first != edges.end() && *first < b) add_span(program, leaf, i, group, {a, b});
            });
    }
}

/// What happened counts from its day on, for who it was of on that day.
void Scan::up_to_edges(const Program& program, const Mask& mask, LeafCells& leaf) {
    constexpr std::int32_t for_ever = (std::numeric_limits<std::int32_t>::max)();
    const std::int32_t* days = batch_.small(placings_[program.placement].from);
    note_first_day(days, leaf);
    const std::span<const std::int32_t> edges = time_->edges();
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        if (!mask[i] || days[i] == missing_day || edges.empty() || days[i] > edges.back()) continue;
        const std::uint64_t group = groups_.key(i, days[i]);
        if (source_.inside == nullptr || !is_outside(group))
            add_span(program, leaf, i, group, {days[i], for_ever});
    }
}

void Scan::add_span(
    const Program& program, LeafCells& leaf, std::size_t row, std::uint64_t group, InDays days) {
    const std::optional<int128> value =
        program.value.is_record() ? std::optional<int128>{1} : value_at(program, row);
    if (visitor_) {
        const std::span<const std::int32_t> edges = time_->edges();
        for (std::size_t edge = 0; edge < edges.size(); ++edge)
            if (days.from <= edges[edge] && edges[edge] < days.until)
                (*visitor_)(batch_.first() + row, group, edge, !value);
        return;
    }
    // A sum of whole amounts is of fractions by one.
    const int128 amount = !value || program.value.is_wide()
                              ? value.value_or(0)
                              : fraction_value(static_cast<std::int64_t>(*value), 1);
    Spans& spans = std::get<std::vector<Spans>>(leaf.states)[cell(group, 0, program, leaf)];
    const std::int32_t whose = program.each ? batch_.small(*program.each)[row] : missing_code;
    const bool is_shared = !source_.record_of_line.empty() && !program.parts;
    spans.all.push_back(
        {whose == missing_code ? record_number(row) : whose, is_shared ? record_number(row) : 0,
         days.from, days.until, !value, amount});
}

/// What stands in a record's place at several times has its name.
std::int64_t Scan::record_number(std::size_t row) const {
    // Structs are looked at in any order.
    if (batch_.records())
        return -1 -
               static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(batch_.taken()[row]));
    const std::size_t at = batch_.first() + row;
    const bool is_line = !source_.record_of_line.empty();
    const RecordName name = source_.table->record_name(
        is_line ? source_.table->plain.rows + source_.record_of_line[at] : at);
    if (name.is_id) return number_of_id(name.text);
    return -1 - (name.text.empty() ? name.number
                                   : static_cast<std::int64_t>(name_hash(name.shown()) >> 12U));
}

}  // namespace saleskpi::inline v0_3::detail
