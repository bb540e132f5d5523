// SPDX-License-Identifier: MIT
#include "support/slow_history.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace slow {

namespace {

Cell& cell_of(const Table& table, Row& row, std::string_view field) {
    return row.cells[static_cast<std::size_t>(table.find(field))];
}

}  // namespace

Story::Story(const Table& deals, const Row& deal, std::vector<Change> changes, bool is_as_of_a_day)
    : deals_{&deals}, deal_{&deal}, changes_{std::move(changes)}, is_as_of_a_day_{is_as_of_a_day} {}

bool Story::has(std::string_view field) const {
    return std::any_of(
        changes_.begin(), changes_.end(), [&](const Change& c) { return c.field == field; });
}

bool Story::is_undated() const {
    return deals_->cell(*deal_, "stage")->text != "open" &&
           !deals_->cell(*deal_, "closed")->known &&
           std::none_of(changes_.begin(), changes_.end(), [](const Change& c) {
               return c.field == "stage" && c.value.text != "open";
           });
}

Cell Story::field_on(std::string_view field, std::int64_t day) const {
    const Cell& said = *deals_->cell(*deal_, field);
    const Cell& closed = *deals_->cell(*deal_, "closed");
    const bool is_decided = deals_->cell(*deal_, "stage")->text != "open" && closed.known;
    std::optional<Cell> found;
    std::optional<Cell> before;
    std::int64_t last = 0;
    for (const Change& change : changes_) {
        if (change.field != field) continue;
        if (!before) before = change.before.value_or(Cell{});
        if (change.day <= day) found = change.value;
        last = change.day;
    }
    if (!said.known) return found.value_or(*before);
    if (is_decided) {
        if (closed.number <= day && last <= closed.number) return said;
    } else if (!is_as_of_a_day_ && last < day) {
        return said;
    }
    return found.value_or(*before);
}

void Story::tell_outcome(Row& row, std::int64_t day) const {
    Cell stage = *deals_->cell(*deal_, "stage");
    const Cell said = stage;
    const Cell said_day = *deals_->cell(*deal_, "closed");
    stage.text = "open", stage.number = 0;
    Cell closed;
    const bool is_decided = said.text != "open" && said_day.known;
    bool is_told = !is_decided;
    std::int64_t last = 0;
    const auto tell = [&] {
        if (is_told || said_day.number > day) return;
        stage = said, closed = said_day;
        is_told = true;
    };
    for (const Change& change : changes_) {
        if (change.field != "stage") continue;
        last = change.day;
        if (is_decided && change.day > said_day.number) tell();
        if (change.day > day || change.value.text == stage.text) continue;
        stage = change.value;
        closed = {};
        if (stage.text != "open") closed.known = true, closed.number = change.day;
    }
    tell();
    if (!is_decided && !is_as_of_a_day_ && last < day) stage = said, closed = {};
    cell_of(*deals_, row, "stage") = stage;
    cell_of(*deals_, row, "closed") = closed;
}

Row Story::on(std::int64_t day) const {
    Row row = *deal_;
    std::set<std::string> fields;
    for (const Change& change : changes_)
        fields.insert(change.field);
    for (const std::string& field : fields)
        if (field == "stage")
            tell_outcome(row, day);
        else
            cell_of(*deals_, row, field) = field_on(field, day);
    return row;
}

std::vector<std::int64_t> Story::days() const {
    std::set<std::int64_t> days;
    for (const Change& change : changes_)
        days.insert({change.day, change.day + 1});
    if (const Cell& closed = *deals_->cell(*deal_, "closed"); closed.known)
        days.insert(closed.number);
    return {days.begin(), days.end()};
}

std::vector<Change> changes_of(const Tables& tables, const Row& deal) {
    std::vector<Change> all;
    const Table* changes = tables.find("stage_changes");
    if (!changes) return all;
    for (const Row& row : changes->rows) {
        if (changes->cell(row, "deal")->text != deal.id) continue;
        const std::int64_t day = changes->cell(row, "date")->number;
        for (const char* field : {"stage", "pipeline_stage", "amount"})
            if (const Cell& value = *changes->cell(row, field); value.known)
                all.push_back({day, field, value});
    }
    std::stable_sort(
        all.begin(), all.end(), [](const Change& a, const Change& b) { return a.day < b.day; });
    return all;
}

Table versions_of(
    const Tables& tables, const Table& first, const Table& now, std::optional<Date> as_of) {
    Table versions = now;
    versions.rows.clear();
    for (const Row& deal : now.rows) {
        const auto raw = std::find_if(
            first.rows.begin(), first.rows.end(), [&](const Row& r) { return r.id == deal.id; });
        const Story story{first, *raw, changes_of(tables, *raw), as_of.has_value()};
        if (story.is_empty()) {
            versions.rows.push_back(deal);
            continue;
        }
        if (story.is_undated()) continue;
        std::vector<std::int64_t> days{all_time.first.time_since_epoch().count()};
        for (const std::int64_t day : story.days())
            if (!as_of || day <= as_of->time_since_epoch().count()) days.push_back(day);
        for (std::size_t i = 0; i < days.size(); ++i) {
            const Row then = story.on(days[i]);
            Row row = deal;
            for (std::size_t f = 0; f < row.cells.size(); ++f)
                if (now.fields[f] == "pipeline_stage" || now.fields[f] == "amount")
                    row.cells[f] = then.cells[f];
            // It is open while it was, whatever became of it later.
            const Cell& closed = *now.cell(deal, "closed");
            const bool was_open = now.cell(then, "stage")->text == "open";
            if (!was_open || !closed.known || closed.number <= days[i]) {
                cell_of(now, row, "stage") = *now.cell(then, "stage");
                cell_of(now, row, "closed") = *now.cell(then, "closed");
            }
            row.in_force_from = days[i];
            if (i + 1 < days.size()) row.in_force_until = days[i + 1];
            versions.rows.push_back(std::move(row));
        }
    }
    return versions;
}

}  // namespace slow
