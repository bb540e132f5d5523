// SPDX-License-Identifier: MIT
#include "book/report.hpp"
#include "book/table_rules.hpp"
#include "rollup/answers_elsewhere.hpp"
#include "rollup/overflow.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/remembered.hpp"

#include <saleskpi/language/words.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

void require_same(bool same, std::string_view what, std::string_view a, std::string_view b) {
    if (!same)
        throw Error{
            ErrorCode::incompatible,
            fmt::format("parts of different {} cannot be merged: {} and {}", what, a, b)};
}

std::string text_of(const Window& window) {
    return fmt::format("{} to {}", to_text(window.first), to_text(window.until));
}

std::string text_of(std::optional<Date> day) { return day ? to_text(*day) : "none"; }

std::string text_of(const Scope& scope) {
    return scope.is_everything() ? std::string{"none"} : scope.text();
}

/// Its order of groups.
std::string text_of(const Query& query) {
    if (!query.sorting) return "by name";
    return fmt::format(
        "by '{}' {}, the first {}", query.metrics[query.sorting->metric].id(),
        name(query.sorting->order),
        query.sorting->top == 0 ? std::string{"of all"} : fmt::to_string(query.sorting->top));
}

void require_mergeable(const Query& a, const Query& b) {
    require_same(a.currency == b.currency, "currencies", a.currency.code(), b.currency.code());
    require_same(a.calendar == b.calendar, "calendars", a.calendar.spec(), b.calendar.spec());
    require_same(a.grain == b.grain, "grains", name(a.grain), name(b.grain));
    require_same(a.window == b.window, "windows", text_of(a.window), text_of(b.window));
    require_same(a.as_of == b.as_of, "as-of days", text_of(a.as_of), text_of(b.as_of));
    require_same(
        a.known_at == b.known_at, "days at which all was known", text_of(a.known_at),
        text_of(b.known_at));
    require_same(a.as_is == b.as_is, "seating days", text_of(a.as_is), text_of(b.as_is));
    require_same(
        a.target_levels == b.target_levels && a.targets_of == b.targets_of, "levels of targets",
        fmt::format("{}", fmt::join(a.target_levels, ", ")),
        fmt::format("{}", fmt::join(b.target_levels, ", ")));
    require_same(
        a.dimensions == b.dimensions, "dimensions",
        fmt::format("{}", fmt::join(a.dimensions, ", ")),
        fmt::format("{}", fmt::join(b.dimensions, ", ")));
    require_same(a.scope == b.scope, "conditions", text_of(a.scope), text_of(b.scope));
    require_same(
        a.shares_of_whole == b.shares_of_whole, "shares",
        a.shares_of_whole ? "of the whole" : "of what is left",
        b.shares_of_whole ? "of the whole" : "of what is left");
    require_same(
        a.subtotals == b.subtotals, "subtotals", a.subtotals ? "with" : "without",
        b.subtotals ? "with" : "without");
    require_same(
        a.metrics.size() == b.metrics.size(), "numbers of metrics",
        fmt::to_string(a.metrics.size()), fmt::to_string(b.metrics.size()));
    require_same(a.sorting == b.sorting, "orders of groups", text_of(a), text_of(b));
    for (std::size_t i = 0; i < a.metrics.size(); ++i)
        require_same(
            fingerprint(a.metrics[i]) == fingerprint(b.metrics[i]), "definitions",
            fmt::format("'{}' ({})", a.metrics[i].id(), formula_text(a.metrics[i])),
            fmt::format("'{}' ({})", b.metrics[i].id(), formula_text(b.metrics[i])));
}

/// The other part's group numbers in this one's, new groups being added by the names of members.
std::vector<std::uint32_t> match_groups(PartialData& into, const PartialData& from) {
    std::vector<std::vector<std::uint32_t>> members(from.axes.size());
    for (std::size_t a = 0; a < from.axes.size(); ++a)
        for (const std::string& member : from.axes[a].members)
            members[a].push_back(into.axes[a].number(member));
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
    for (const auto& group : into.groups)
        numbers.emplace(group, static_cast<std::uint32_t>(numbers.size()));
    std::vector<std::uint32_t> result;
    for (std::vector<std::uint32_t> group : from.groups) {
        for (std::size_t a = 0; a < group.size(); ++a)
            group[a] = members[a][group[a]];
        const auto [known, is_new] =
            numbers.emplace(group, static_cast<std::uint32_t>(into.groups.size()));
        if (is_new) into.groups.push_back(group);
        result.push_back(known->second);
    }
    return result;
}

/// Puts the codes of both parts into one dictionary; gives the other part's codes in it.
std::vector<std::int32_t> unite(std::shared_ptr<const Dictionary>& into, const Dictionary& from) {
    auto united = into ? std::make_shared<Dictionary>(*into) : std::make_shared<Dictionary>();
    std::vector<std::int32_t> codes;
    for (std::size_t code = 0; code < from.size(); ++code)
        codes.push_back(united->intern(from.text(static_cast<std::int32_t>(code))));
    into = std::move(united);
    return codes;
}

/// With the codes of the whole, and numbers of records that no others have.
template <class State>
State recoded(const State& state, std::span<const std::int32_t> codes, std::int64_t last) {
    State result = state;
    if constexpr (requires { result.recode(codes); })
        if (!codes.empty()) result.recode(codes);
    if constexpr (std::is_same_v<State, Spans>) result.set_apart(last);
    return result;
}

template <class State>
std::int64_t last_record(const std::vector<State>& states) {
    std::int64_t last = 0;
    if constexpr (std::is_same_v<State, Spans>)
        for (const State& state : states)
            last = (std::min)(last, state.last_record());
    return last;
}

void merge_leaf(
    LeafCells& into,
    const LeafCells& from,
    std::span<const std::uint32_t> groups,
    std::size_t columns,
    std::span<const std::int32_t> codes) {
    std::visit(
        [&](auto& target) {
            using All = std::remove_reference_t<decltype(target)>;
            const All& source = std::get<All>(from.states);
            const std::int64_t last = last_record(target);
            for (std::size_t cell = 0; cell < source.size(); ++cell)
                target[groups[cell / columns] * columns + cell % columns].merge(
                    recoded(source[cell], codes, last));
        },
        into.states);
    std::uint32_t first_record = 0;  // records of different parts are different records
    for (const SharedEntry& entry : into.shared)
        first_record = (std::max)(first_record, entry.record + 1);
    for (SharedEntry entry : from.shared) {
        entry.record += first_record;
        if (!codes.empty() && !entry.is_missing)
            entry.value = codes[static_cast<std::size_t>(entry.value)];
        entry.cell = static_cast<std::uint32_t>(
            groups[entry.cell / columns] * columns + entry.cell % columns);
        into.shared.push_back(entry);
    }
    if (into.records == 0) into.scale = from.scale;
    into.records += from.records;
    into.first_day = (std::min)(into.first_day, from.first_day);
}

/// Of a table that both may have, the same records count once.
void join(TableCount& into, const TableCount& from, Joining how, std::size_t kept) {
    if (how == Joining::keep) return;
    if (how == Joining::replace) {
        into = from;
        return;
    }
    into.rejected += from.rejected;
    into.later += from.later;
    into.replaced += from.replaced;
    into.left_out += from.left_out;
    into.kept = how == Joining::add ? into.kept + from.kept : kept;
    into.read = into.kept + into.rejected + into.later + into.replaced;
}

/// Whether two reports have the same to tell of a table of which no record was kept.
bool tell_the_same(const BuildReport& a, const BuildReport& b, std::string_view table) {
    const auto is_it = [&](const auto& told) { return told.table == table; };
    const auto count = std::find_if(a.tables.begin(), a.tables.end(), is_it);
    const auto other = std::find_if(b.tables.begin(), b.tables.end(), is_it);
    if (count == a.tables.end() || other == b.tables.end()) return false;
    if (count->kept > 0 || !(*count == *other)) return false;
    std::vector<Finding> left;
    std::vector<Finding> right;
    std::copy_if(a.findings.begin(), a.findings.end(), std::back_inserter(left), is_it);
    std::copy_if(b.findings.begin(), b.findings.end(), std::back_inserter(right), is_it);
    return left == right;
}

void merge_reports(PartialData& into, const PartialData& from, const PartPrint& whole) {
    BuildReport report = *into.report;
    std::vector<TableCount>& counts = report.tables;
    std::vector<Finding>& findings = report.findings;
    std::set<std::string_view> told_once;
    for (const TableCount& count : from.report->tables)
        if (is_common(count.table) && tell_the_same(report, *from.report, count.table))
            told_once.insert(count.table);
    const auto how = [&](std::string_view table) {
        if (told_once.contains(table)) return Joining::keep;
        return is_common(table) ? joining(into.print, from.print, table) : Joining::add;
    };
    findings.erase(
        std::remove_if(
            findings.begin(), findings.end(),
            [&](const Finding& f) { return how(f.table) == Joining::replace; }),
        findings.end());
    for (const Finding& finding : from.report->findings)
        if (how(finding.table) != Joining::keep) findings.push_back(finding);
    put_in_order(findings);
    std::erase_if(
        report.left_out, [&](const LeftOut& one) { return how(one.table) == Joining::replace; });
    for (const LeftOut& one : from.report->left_out)
        if (how(one.table) != Joining::keep) add_left_out(report.left_out, one);
    for (const TableCount& count : from.report->tables) {
        const auto known = std::find_if(counts.begin(), counts.end(), [&](const TableCount& t) {
            return t.table == count.table;
        });
        const auto numbers = whole.records.find(count.table);
        if (known == counts.end())
            counts.push_back(count);
        else
            join(
                *known, count, how(count.table),
                numbers == whole.records.end() ? 0 : numbers->second.size());
    }
    std::sort(counts.begin(), counts.end(), [](const TableCount& a, const TableCount& b) {
        return a.table < b.table;
    });
    into.report = std::make_shared<const BuildReport>(std::move(report));
}

}  // namespace

namespace {

/// How a table that both may have is joined.
using JoiningOf = std::function<Joining(std::string_view table)>;

PartialData united(const PartialData& into, const PartialData& from, const JoiningOf& how_of) {
    PartialData merged = into;
    merged.remembered = std::make_shared<Remembered>();
    const std::vector<std::uint32_t> groups = match_groups(merged, from);
    for (std::size_t i = 0; i < merged.leaves.size(); ++i) {
        const LeafSpec& spec = merged.plan.leaves[i];
        const std::size_t columns = merged.plan.time.columns(spec.leaf);
        resize(merged.leaves[i].states, merged.groups.size() * columns);
        const Joining how = how_of(spec.leaf.table);
        if (how == Joining::keep) continue;
        if (how == Joining::replace && !merged.doubtful.empty()) merged.doubtful[i] = {};
        add_doubtful(merged, from, i);
        if (how == Joining::replace) {
            merged.leaves[i] = cells_for(spec.leaf);
            resize(merged.leaves[i].states, merged.groups.size() * columns);
        }
        std::vector<std::int32_t> codes;
        if (from.dictionaries[i]) codes = unite(merged.dictionaries[i], *from.dictionaries[i]);
        naming_overflow(merged.query, merged.plan, i, [&] {
            merge_leaf(merged.leaves[i], from.leaves[i], groups, columns, codes);
        });
    }
    place_doubtful(merged);
    for (std::size_t axis = 0; axis < merged.axes.size(); ++axis)
        merged.known_axes[axis] |= from.known_axes[axis];
    for (std::size_t i = 0; i < merged.ways.size(); ++i)
        for (std::size_t axis = 0; axis < merged.axes.size(); ++axis)
            merged.ways[i][axis] = (std::max)(merged.ways[i][axis], from.ways[i][axis]);
    for (std::size_t i = 0; i < merged.outside.size(); ++i)
        merged.outside[i] &= from.outside[i];
    return merged;
}

}  // namespace

PartialData merged(const PartialData& into, const PartialData& from) {
    require_mergeable(into.query, from.query);
    require_one_whole(into, from);
    PartialData merged = united(into, from, [&](std::string_view table) {
        return is_common(table) ? joining(into.print, from.print, table) : Joining::add;
    });
    if (merged.whole)
        merged.whole =
            std::make_shared<const PartialData>(detail::merged(whole_of(into), whole_of(from)));
    note_uncut(merged);
    PartPrint whole = detail::merged(into.print, from.print);
    merge_reports(merged, from, whole);
    merged.print = std::move(whole);
    return merged;
}

PartialData together(const PartialData& here, const PartialData& there) {
    PartialData all = united(here, there, [](std::string_view) { return Joining::add; });
    all.first_lane_group = all.groups.size();
    note_uncut(all);
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
