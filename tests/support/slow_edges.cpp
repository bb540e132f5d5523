// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_aggregates.hpp"
#include "support/slow_rows.hpp"

#include <map>
#include <string>
#include <utility>

namespace slow {

/// Customer by customer, or whoever it is of: what they had on the eve, and what they have on the last day.
Evaluator::Number Evaluator::at_edges(
    const Context& context, const Node& aggregate, const Window& window) const {
    const Leaf& leaf = context.metric.leaves()[aggregate.leaf];
    const Table& table = *tables_->find(leaf);
    const Date eve = window.first - date::days{1};
    struct Has {
        std::map<Date, Rational> on;
        bool is_known = true;
    };
    std::map<std::pair<std::string, const Row*>, Has> all;
    for (const Row* row : selected(context.metric, aggregate)) {
        if (!context.rows(table, *row)) continue;
        const Cell* each = table.cell(*row, leaf.each.name);
        const bool is_named = each && each->known;
        const std::vector<Line> lines = lines_of(table, *row);
        for (const Date day : days_of(table, *row, leaf, window)) {
            bool is_counted = false;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (!is_inside(context, table, *row, seat(table, *row, lines[i].rep, day)))
                    continue;
                // What it was at several times is one record.
                const bool has_id = !is_named && !row->id.empty();
                const std::string whose = is_named ? "who " + each->text : "what " + row->id;
                Has& has = all[{whose, is_named || has_id ? nullptr : row}];
                const auto amount = value_of(
                    table, *row, leaf.value, lines.size() > 1 ? std::optional{i} : std::nullopt);
                if (!amount)
                    has.is_known = false;
                else if (is_shared_out(leaf.value) || !is_counted)
                    has.on[day] += *amount;
                is_counted = true;
            }
        }
    }
    const Called how = called(aggregate.text);
    Number result;
    for (auto& [whose, has] : all) {
        if (!has.is_known) {
            ++result.missing;
            continue;
        }
        const Rational before = has.on[eve];
        const Rational after = has.on[window.until - date::days{1}];
        if (before <= Rational{}) continue;
        ++result.records;
        if (how.is("held")) result.value += before;
        if (how.is("retained")) result.value += after;
        if (how.is("retained_capped")) result.value += after < before ? after : before;
        if (how.is("number_held")) result.value += Rational{1};
        if (how.is("number_retained") && after > Rational{}) result.value += Rational{1};
    }
    if (result.records == 0 && result.missing > 0) result.reason = Reason::missing_values;
    return result;
}

}  // namespace slow
