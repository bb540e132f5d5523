// SPDX-License-Identifier: MIT
#include "book/versions.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What a record was in some days.
struct Version {
    std::int32_t from;  ///< missing_day: since ever
    std::vector<std::pair<std::uint32_t, HeldValue>> fields;
    std::optional<DealOutcome> outcome;  ///< where it is another one than the record's

    bool is_same(const Version& other) const {
        return fields == other.fields && outcome == other.outcome;
    }
};

/// The outcome in the days from one on, if a record with its own would be in another state in them.
std::optional<DealOutcome> other_outcome(
    const FieldHistory& history, std::uint32_t row, std::int32_t from) {
    const DealOutcome then = from == missing_day ? DealOutcome{} : history.outcome_at(row, from);
    const DealOutcome said = history.recorded(row);
    const bool is_decided_by_record =
        said.is_decided() && from != missing_day && said.closed <= from;
    if (then.is_decided() ? then == said : !is_decided_by_record) return std::nullopt;
    return then;
}

Version version_from(const FieldHistory& history, std::uint32_t row, std::int32_t from) {
    Version version{from, {}, {}};
    for (const HistoryEntry& entry : history.of(row)) {
        if (entry.column == history.stage_column()) continue;
        if (!version.fields.empty() && version.fields.back().first == entry.column) continue;
        version.fields.emplace_back(entry.column, history.at(row, entry.column, from));
    }
    if (history.stage_column() && !history.of(row, *history.stage_column()).empty())
        version.outcome = other_outcome(history, row, from);
    return version;
}

std::vector<Version> versions_of(const FieldHistory& history, std::uint32_t row) {
    std::vector<std::int32_t> days{missing_day};
    for (const HistoryEntry& entry : history.of(row))
        days.push_back(entry.day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<Version> versions;
    for (const std::int32_t day : days)
        if (Version version = version_from(history, row, day);
            versions.empty() || !version.is_same(versions.back()))
            versions.push_back(std::move(version));
    return versions;
}

bool is_as_recorded(const FieldHistory& history, std::uint32_t row, const Version& version) {
    return !version.outcome &&
           std::all_of(version.fields.begin(), version.fields.end(), [&](const auto& field) {
               return field.second == held(history.table().columns()[field.first], row);
           });
}

void write(RawTable& table, std::size_t row, const RawTable& of, const Version& version) {
    for (const auto& [column, value] : version.fields)
        put(*table.find(of.columns()[column].name), row, value);
    if (!version.outcome) return;
    table.find(kpi::deal::stage.name)
        ->set_small(row, static_cast<std::int32_t>(version.outcome->stage));
    table.find(kpi::deal::closed.name)->set_small(row, version.outcome->closed);
}

}  // namespace

void add_versions(BookDraft& draft, const FieldHistory& history) {
    RawTable& records = history.table();
    for (const std::uint32_t row : history.rows()) {
        if (!draft.added(records).counts(row) || history.is_undated(row)) continue;
        const std::vector<Version> versions = versions_of(history, row);
        if (versions.size() == 1 && is_as_recorded(history, row, versions.front())) continue;
        for (std::size_t i = 0; i < versions.size(); ++i) {
            const auto [table, at] = draft.add_variant(records, row, SeenBy::stocks);
            write(table, at, records, versions[i]);
            table.set_in_force(
                at, versions[i].from, i + 1 < versions.size() ? versions[i + 1].from : missing_day);
        }
    }
}

void settle_owners(const FieldHistory& history, OwnerPolicy policy) {
    RawTable& deals = history.table();
    const auto rep = history.column(kpi::deal::rep.name);
    const auto created = history.column(kpi::deal::created.name);
    if (!history.stage_column() || !rep || policy == OwnerPolicy::now) return;
    for (const std::uint32_t row : history.rows()) {
        if (history.of(row, *rep).empty()) continue;
        const std::int32_t day = policy == OwnerPolicy::at_closing ? history.recorded(row).closed
                                 : created ? deals.columns()[*created].small_at(row)
                                           : missing_day;
        if (day != missing_day) put(deals.columns()[*rep], row, history.at(row, *rep, day));
    }
}

}  // namespace saleskpi::inline v0_3::detail
