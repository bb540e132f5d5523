// SPDX-License-Identifier: MIT
// The records as they were known on a day.
#include "support/slow_records.hpp"

#include <algorithm>
#include <string_view>

namespace slow {

namespace {

bool is_plan(std::string_view table) {
    return table == "targets" || table == "assignments" || table == "references" ||
           table == "exchange_rates";
}

/// When a deal is expected to close is no event, and when another record, its lead or its deal, began
/// or ended says nothing of the record itself.
bool says_when(std::string_view field) {
    return field != "expected_close" && field != "lead_created" && field != "deal_closed";
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

/// Each deal stands where the last of its changes put it, and is worth what that says.
void replay(Table& deals, const Table& changes, std::int64_t today) {
    const auto cell_of = [&](Row& row, const char* field) -> Cell& {
        return row.cells[static_cast<std::size_t>(deals.find(field))];
    };
    for (Row& deal : deals.rows) {
        const Row* last = nullptr;
        for (const Row& change : changes.rows) {
            const std::int64_t day = changes.cell(change, "date")->number;
            if (changes.cell(change, "deal")->text != deal.id || day > today) continue;
            if (!last || changes.cell(*last, "date")->number <= day) last = &change;
        }
        if (!last) continue;
        const Cell stage = *changes.cell(*last, "stage");
        cell_of(deal, "stage") = stage;
        cell_of(deal, "closed") = stage.text == "open" ? Cell{} : *changes.cell(*last, "date");
        const Cell amount = *changes.cell(*last, "amount");
        if (amount.known) cell_of(deal, "amount") = amount;
    }
}

/// What lies ahead has not happened: what closed later is open.
void forget_later(const Table& table, Row& row, std::int64_t today) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        Cell& cell = row.cells[i];
        if (table.types[i] != FieldType::date || !cell.known || cell.number <= today) continue;
        if (table.fields[i] == "expected_close") continue;
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

void cut_to(Tables& tables, Date as_of) {
    const std::int64_t today = as_of.time_since_epoch().count();
    const auto deals = tables.all.find("deals");
    const auto changes = tables.all.find("stage_changes");
    if (deals != tables.all.end() && changes != tables.all.end())
        replay(deals->second, changes->second, today);
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
