// SPDX-License-Identifier: MIT
#include "engine/start_days.hpp"

#include "book/table_rules.hpp"
#include "engine/lane_scan.hpp"

#include <algorithm>
#include <limits>
#include <string>
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
            if (date.column != column && is_sign_of_life(rules, date))
                instead.push_back(date.column);
    return batch.need_days(column, std::move(instead), rules.without_start == WithoutStart::never);
}

std::int32_t first_start_day(const TablePart& part, const Leaf& leaf) {
    const std::string key{leaf.placement.from.name};
    if (part.dead)
        if (const auto known = part.dead->first_days->find(key)) return known->first;
    std::int32_t first_day = (std::numeric_limits<std::int32_t>::max)();
    const BookFacts facts{part->plain};
    Batch batch;
    const std::size_t slot = need_start_days(leaf.placement.from, facts, batch);
    const std::size_t without_rep = rows_without_rep(*part);
    each_living(
        part.dead_rows(part->plain), part->plain.rows, Batch::capacity,
        [&](std::size_t first, std::size_t n) {
            batch.load(facts, first, n);
            const std::int32_t* const days = batch.small(slot);
            for (std::size_t i = 0; i < n; ++i)
                if (days[i] != missing_day && first + i >= without_rep)
                    first_day = (std::min)(first_day, days[i]);
        });
    if (part.dead) part.dead->first_days->keep(key, {first_day, 0});
    return first_day;
}

}  // namespace saleskpi::inline v0_3::detail
