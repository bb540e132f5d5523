// SPDX-License-Identifier: MIT
// The records as they were known on a day.
#include "support/slow_history.hpp"
#include "support/slow_records.hpp"

#include <algorithm>
#include <string_view>

namespace slow {

namespace {

bool is_plan(std::string_view table) {
    return table == "targets" || table == "assignments" || table == "references" ||
           table == "exchange_rates";
}

/// When another record, its lead or its deal, began or ended says nothing of the record itself.
bool says_when(std::string_view field) {
    return !lies_ahead(field) && field != "lead_created" && field != "deal_closed";
}

/// The day on which a record began: the one that says so, or else its earliest.
std::optional<std::int64_t> began(const Table& table, const Row& row) {
    for (const char* field : {"created", "date", "sent", "started", "since", "opened"}) {
        // The first that the table has: of deals "created", though they have "opened" as well.
        const Cell* cell = table.cell(row, field);
        if (!cell) continue;
        if (cell->known) return cell->number;
        break;
    }
    std::optional<std::int64_t> earliest;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Cell& cell = row.cells[i];
        if (table.types[i] != FieldType::date || !says_when(table.fields[i]) || !cell.known)
            continue;
        if (!earliest || cell.number < *earliest) earliest = cell.number;
    }
    return earliest;
}

/// Each deal is what was said of it by the day.
void replay(Tables& tables, std::int64_t today) {
    Table& deals = tables.all.at("deals");
    for (Row& deal : deals.rows) {
        const Story story{deals, deal, changes_of(tables, deal), true};
        if (story.is_empty()) continue;
        // That it is decided is known, and when, is not.
        const bool is_undated = story.is_undated();
        const Row said = deal;
        deal = story.on(today);
        for (const char* field : {"stage", "closed"})
            if (const auto i = static_cast<std::size_t>(deals.find(field)); is_undated)
                deal.cells[i] = said.cells[i];
    }
}

/// What lies ahead has not happened: what closed later is open.
void forget_later(const Table& table, Row& row, std::int64_t today) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        Cell& cell = row.cells[i];
        if (table.types[i] != FieldType::date || !cell.known || cell.number <= today) continue;
        if (lies_ahead(table.fields[i])) continue;
        for (const auto& [date, stage] :
             {std::pair{"closed", "stage"}, std::pair{"deal_closed", "deal_stage"}})
            if (const int of = table.find(stage); table.fields[i] == date && of >= 0) {
                Cell& outcome = row.cells[static_cast<std::size_t>(of)];
                if (outcome.known) outcome.text = "open", outcome.number = 0;
            }
        cell = {};
    }
}

}  // namespace

bool lies_ahead(std::string_view field) {
    return field == "expected_close" || field == "trial_until" || field == "discount_until" ||
           field == "resumed";
}

void cut_to(Tables& tables, Date as_of) {
    const std::int64_t today = as_of.time_since_epoch().count();
    if (tables.find("deals") && tables.find("stage_changes")) replay(tables, today);
    for (auto& [name, table] : tables.all) {
        if (is_plan(name)) continue;
        std::erase_if(table.rows, [&, &of = table](const Row& row) {
            const auto day = began(of, row);
            return day && *day > today;
        });
        for (Row& row : table.rows)
            forget_later(table, row, today);
    }
}

}  // namespace slow
