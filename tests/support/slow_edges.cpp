// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_aggregates.hpp"
#include "support/slow_rows.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
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
        std::map<Date, int> records;
        bool is_known = true;
    };
    std::map<std::pair<std::string, const Row*>, Has> all;
    for (const Row* row : selected(context.metric, aggregate)) {
        if (!context.rows(table, *row)) continue;
        const Cell* each = table.cell(*row, leaf.each.name);
        const bool is_named = each && each->known;
        const std::vector<Line> lines = lines_of(table, *row);
        // What happened is of who it was of on its day.
        std::optional<Date> happened;
        if (const Cell* date = table.cell(*row, leaf.placement.from.name);
            leaf.placement.kind == Placement::Kind::by && date->known)
            happened = Date{date::days{date->number}};
        for (const Date day : days_of(table, *row, leaf, window)) {
            bool is_counted = false;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const Date seated = happened ? *happened : day;
                if (!is_inside(context, table, *row, seat(table, *row, lines[i].rep, seated)))
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
                if (!is_counted) ++has.records[day];
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
        const bool had = before > Rational{};
        const bool has_some = after > Rational{};
        const int several = has.records[window.until - date::days{1}] > 1 ? 1 : 0;
        const auto count = [&](std::string_view name, bool counts, const Rational& value) {
            if (!how.is(name) || !counts) return;
            ++result.records;
            result.value += value;
        };
        count("held", had, before);
        count("retained", had, after);
        count("retained_capped", had, after < before ? after : before);
        const bool is_there = before != Rational{} || after != Rational{};
        const Rational none{};
        count("gained", is_there, !had && has_some ? after - before : none);
        count("gone", is_there, had && !has_some ? before - after : none);
        count("grown", is_there, had == has_some && after > before ? after - before : none);
        count("shrunk", is_there, had == has_some && after < before ? before - after : none);
        count("number_held", had, Rational{1});
        count("number_retained", had, Rational{has_some ? 1 : 0});
        count("number_gained", is_there, Rational{!had && has_some ? 1 : 0});
        count("number_gone", is_there, Rational{had && !has_some ? 1 : 0});
        count("number_with_any", has_some, Rational{1});
        count("number_with_several", has_some, Rational{several});
    }
    if (result.records == 0 && result.missing > 0) result.reason = Reason::missing_values;
    return result;
}

}  // namespace slow
