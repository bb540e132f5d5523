// SPDX-License-Identifier: MIT
// Who is a customer, a deal or a lead.
#include "support/slow_records.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace slow {

bool only_refers(std::string_view table) {
    return table == "activities" || table == "leads" || table == "quotes" ||
           table == "stage_changes" || table == "touches";
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
