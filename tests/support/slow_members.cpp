// SPDX-License-Identifier: MIT
// Who is a customer, a deal or a lead.
#include "support/slow_records.hpp"

#include <saleskpi/value/decimal.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace slow {

bool only_refers(std::string_view table) {
    return table == "activities" || table == "leads" || table == "quotes" ||
           table == "stage_changes" || table == "touches";
}

void forget_out_of_range(Tables& tables) {
    constexpr std::int64_t one = Decimal::per_unit;
    const auto keep = [&](const char* of, const char* field, const auto& is_good) {
        const auto table = tables.all.find(of);
        const int at = table == tables.all.end() ? -1 : table->second.find(field);
        if (at < 0) return;
        for (Row& row : table->second.rows) {
            Cell& cell = row.cells[static_cast<std::size_t>(at)];
            if (cell.known && !is_good(table->second, row, cell.number)) cell = {};
        }
    };
    const auto not_below = [](const Table&, const Row&, std::int64_t n) { return n >= 0; };
    keep("deals", "probability", [](const Table&, const Row&, std::int64_t n) {
        return 0 <= n && n <= one;
    });
    keep("deals", "units", [](const Table& deals, const Row& row, std::int64_t n) {
        const Cell& amount = *deals.cell(row, "amount");
        return n >= 0 || deals.cell(row, "corrects")->known || (amount.known && amount.number < 0);
    });
    keep("deals", "contract_months", not_below);
    keep("usage_events", "duration", not_below);
    keep("customers", "employees", not_below);
    keep("surveys", "scale", not_below);
    keep("subscriptions", "quantity", not_below);
    keep("subscriptions", "interval_count", [](const Table&, const Row&, std::int64_t n) {
        return n >= 1;
    });
    keep("surveys", "score", [](const Table& surveys, const Row& row, std::int64_t n) {
        const Cell& scale = *surveys.cell(row, "scale");
        return n >= 0 && (!scale.known || n <= scale.number);
    });
}

void find_members(Tables& tables) {
    for (const auto& [domain, of] :
         {std::pair{"customer", "customers"}, std::pair{"deal", "deals"},
          std::pair{"lead", "leads"}}) {
        const Table* records = tables.find(of);
        if (!records || records->rows.empty()) continue;
        std::set<std::string>& members = tables.members[domain];
        for (const Row& row : records->rows)
            members.insert(row.id);
        for (const auto& [name, table] : tables.all)
            for (std::size_t i = 0; i < table.fields.size() && !only_refers(name); ++i)
                for (const Row& row : table.rows)
                    if (table.domains[i] == domain) members.insert(row.cells[i].text);
    }
}

}  // namespace slow
