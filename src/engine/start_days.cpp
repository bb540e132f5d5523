// SPDX-License-Identifier: MIT
#include "engine/start_days.hpp"

#include "book/table_rules.hpp"

#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

std::size_t need_start_days(const ColumnRef& from, const Facts& facts, Batch& batch) {
    const int column = column_of(from, facts);
    const TableRules& rules = rules_of(from.table);
    const auto stored = facts.narrow(column);
    const bool is_complete = stored && !stored->may_miss;
    if (is_complete || rules.without_start == WithoutStart::since_ever)
        return batch.need(facts, column);
    std::vector<int> instead;
    if (rules.without_start == WithoutStart::first_sign)
        for (const Facts::NamedDate& date : facts.dates())
            if (date.column != column && is_sign_of_life(rules, date.name))
                instead.push_back(date.column);
    return batch.need_days(column, std::move(instead), rules.without_start == WithoutStart::never);
}

}  // namespace saleskpi::inline v0_3::detail
