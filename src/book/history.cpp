// SPDX-License-Identifier: MIT
#include "book/history.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_before(const HistoryEntry& a, const HistoryEntry& b) { return a.place() < b.place(); }

/// Of entries of one day that nothing puts in order: the one whose value none of the others replaced.
std::optional<HeldValue> last_of(HistoryEntries same) {
    std::optional<HeldValue> last;
    for (const HistoryEntry& entry : same) {
        const bool is_replaced = std::any_of(same.begin(), same.end(), [&](const auto& other) {
            return other.before == entry.value && !other.before.is_missing() &&
                   !(other.value == entry.value);
        });
        if (is_replaced || (last && *last == entry.value)) continue;
        if (last) return std::nullopt;
        last = entry.value;
    }
    return last;
}

/// The first of such entries in the same way: what was there before all of them.
HeldValue before_of(HistoryEntries same) {
    for (const HistoryEntry& entry : same) {
        const bool is_from_another = std::any_of(same.begin(), same.end(), [&](const auto& other) {
            return &other != &entry && other.value == entry.before;
        });
        if (!entry.before.is_missing() && !is_from_another) return entry.before;
    }
    return {};
}

const HistoryEntry* last_until(HistoryEntries entries, std::int32_t day) {
    const auto after = std::find_if(
        entries.begin(), entries.end(), [&](const HistoryEntry& e) { return e.day > day; });
    return after == entries.begin() ? nullptr : &*std::prev(after);
}

}  // namespace

bool HeldValue::operator==(const HeldValue& other) const {
    if (texts && other.texts && texts != other.texts && !is_missing() && !other.is_missing())
        return text() == other.text();
    return number == other.number && currency == other.currency;
}

HeldValue held(const RawColumn& column, std::size_t row) {
    if (column.is_missing(row)) return {};
    if (column.is_small()) return {column.small_at(row), {}, column.dictionary};
    const auto foreign = column.currencies.find(static_cast<std::uint32_t>(row));
    return {
        column.number_at(row), foreign == column.currencies.end() ? Currency{} : foreign->second};
}

void put(RawColumn& column, std::size_t row, const HeldValue& value) {
    const auto r = static_cast<std::uint32_t>(row);
    if (!column.is_small()) {
        column.set_number(row, value.number);
        if (value.is_missing() || value.currency.is_none())
            column.currencies.erase(r);
        else
            column.currencies[r] = value.currency;
    } else if (value.is_missing()) {
        column.set_small(row, column.none());
    } else if (column.type == FieldType::text) {
        column.set_small(row, column.dictionary->intern(value.text()));
    } else {
        column.set_small(row, static_cast<std::int32_t>(value.number));
    }
}

FieldHistory::FieldHistory(RawTable& table) : table_{&table} {
    if (table.name() != "deals") return;
    stage_ = column(kpi::deal::stage.name);
    closed_ = column(kpi::deal::closed.name);
    if (!stage_ || !closed_) stage_.reset(), closed_.reset();
}

std::optional<std::uint32_t> FieldHistory::column(std::string_view name) const {
    const RawColumn* found = table_->find(name);
    if (!found) return std::nullopt;
    return static_cast<std::uint32_t>(found - table_->columns().data());
}

void FieldHistory::settle(bool is_as_of_a_day) {
    std::stable_sort(entries_.begin(), entries_.end(), is_before);
    std::vector<HistoryEntry> settled;
    for (auto first = entries_.begin(); first != entries_.end();) {
        const auto last = std::upper_bound(first, entries_.end(), *first, is_before);
        const HistoryEntries same{&*first, static_cast<std::size_t>(last - first)};
        HistoryEntry entry = *first;
        const std::optional<HeldValue> value = last_of(same);
        entry.value = value.value_or(HeldValue{});
        entry.before = before_of(same);
        // What a required field became must be known to count.
        if (value || !table_->columns()[entry.column].required) settled.push_back(entry);
        first = last;
    }
    add_own(settled, is_as_of_a_day);
    entries_ = std::move(settled);
}

void FieldHistory::add_own(std::vector<HistoryEntry>& entries, bool is_as_of_a_day) const {
    const std::size_t said = entries.size();
    for (std::size_t i = 0; i < said; ++i) {
        const HistoryEntry& last = entries[i];
        const bool is_last =
            i + 1 == said ||
            std::tie(last.row, last.column) != std::tie(entries[i + 1].row, entries[i + 1].column);
        if (!is_last) continue;
        const DealOutcome outcome = stage_ ? recorded(last.row) : DealOutcome{};
        HistoryEntry own{last.row, last.column, last.day + 1};
        own.is_own = true;
        own.value = held(table_->columns()[last.column], last.row);
        if (own.value.is_missing()) continue;  // it does not say it
        if (outcome.is_decided()) {
            own.day = outcome.closed;
            if (last.day > own.day && last.column != stage_) continue;
        } else if (is_as_of_a_day) {
            continue;
        }
        entries.push_back(own);
    }
    std::sort(entries.begin(), entries.end(), is_before);
}

std::map<std::string, std::set<std::int32_t>> FieldHistory::replay(std::int32_t day) {
    std::map<std::string, std::set<std::int32_t>> replaced;
    std::vector<std::pair<HistoryEntry, DealOutcome>> states;  // all before any is written
    for (const HistoryEntry& entry : entries_) {
        HistoryEntry state = entry;
        if (!states.empty() && states.back().first.row == entry.row &&
            states.back().first.column == entry.column)
            continue;
        // That it is decided somebody knows, and when, nobody.
        if (entry.column == stage_ && is_undated(entry.row)) continue;
        state.value = at(entry.row, entry.column, day);
        states.emplace_back(
            state, entry.column == stage_ ? outcome_at(entry.row, day) : DealOutcome{});
    }
    for (const auto& [state, outcome] : states) {
        RawColumn& column = table_->columns()[state.column];
        if (column.type == FieldType::text && !column.is_missing(state.row))
            replaced[column.domain].insert(column.small_at(state.row));
        if (state.column != stage_) {
            put(column, state.row, state.value);
            continue;
        }
        column.set_small(state.row, static_cast<std::int32_t>(outcome.stage));
        table_->columns()[*closed_].set_small(state.row, outcome.closed);
    }
    std::erase_if(entries_, [&](const HistoryEntry& entry) { return entry.day > day; });
    return replaced;
}

std::vector<std::uint32_t> FieldHistory::rows() const {
    std::vector<std::uint32_t> rows;
    for (const HistoryEntry& entry : entries_)
        if (rows.empty() || rows.back() != entry.row) rows.push_back(entry.row);
    return rows;
}

HistoryEntries FieldHistory::of(std::uint32_t row) const {
    const auto [first, last] = std::equal_range(
        entries_.begin(), entries_.end(), HistoryEntry{row, 0, 0},
        [](const HistoryEntry& a, const HistoryEntry& b) { return a.row < b.row; });
    return {entries_.data() + (first - entries_.begin()), static_cast<std::size_t>(last - first)};
}

HistoryEntries FieldHistory::of(std::uint32_t row, std::uint32_t column) const {
    const auto [first, last] = std::equal_range(
        entries_.begin(), entries_.end(), HistoryEntry{row, column, 0},
        [](const HistoryEntry& a, const HistoryEntry& b) {
            return std::tie(a.row, a.column) < std::tie(b.row, b.column);
        });
    return {entries_.data() + (first - entries_.begin()), static_cast<std::size_t>(last - first)};
}

DealOutcome FieldHistory::recorded(std::uint32_t row) const {
    const std::int32_t stage = table_->columns()[*stage_].small_at(row);
    const std::int32_t closed = table_->columns()[*closed_].small_at(row);
    if (stage == missing_code || stage == static_cast<std::int32_t>(Stage::open)) return {};
    if (closed == missing_day) return {};
    return {static_cast<Stage>(stage), closed};
}

bool FieldHistory::is_undated(std::uint32_t row) const {
    if (!stage_) return false;
    const auto open = static_cast<std::int32_t>(Stage::open);
    const std::int32_t stage = table_->columns()[*stage_].small_at(row);
    if (stage == missing_code || stage == open || !table_->columns()[*closed_].is_missing(row))
        return false;
    const HistoryEntries entries = of(row, *stage_);
    return std::all_of(entries.begin(), entries.end(), [&](const HistoryEntry& entry) {
        return entry.is_own || entry.value.number == open;  // the record itself tells no day
    });
}

HeldValue FieldHistory::at(std::uint32_t row, std::uint32_t column, std::int32_t day) const {
    const HistoryEntries entries = of(row, column);
    if (const HistoryEntry* entry = last_until(entries, day)) return entry->value;
    return entries.empty() ? held(table_->columns()[column], row) : entries.front().before;
}

DealOutcome FieldHistory::outcome_at(std::uint32_t row, std::int32_t day) const {
    const HistoryEntries entries = of(row, *stage_);
    const HistoryEntry* last = last_until(entries, day);
    if (!last) return {};
    const auto stage = static_cast<Stage>(last->value.number);
    if (stage == Stage::open) return {};
    // Decided when it first was, and not when that was said again; or when the record says.
    std::int32_t closed = last->day;
    for (const HistoryEntry* entry = last;; --entry) {
        if (static_cast<Stage>(entry->value.number) != stage) break;
        closed = entry->day;
        if (entry->is_own || entry == entries.data()) break;
    }
    return {stage, closed};
}

}  // namespace saleskpi::inline v0_3::detail
