// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/quote.hpp>

#include <algorithm>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A flag per record that began after a day. Where it does not say when, it began on the earliest
/// of its dates; of what has none nobody knows better.
std::vector<std::uint8_t> began_after(RawTable& table, const TableRules& rules, std::int32_t day) {
    const RawColumn* begins = table.find(rules.begins);
    std::vector<std::int32_t> first(table.rows(), missing_day);
    for (const RawColumn& column : table.columns()) {
        if (column.type != FieldType::date || !is_sign_of_life(rules, column)) continue;
        for (std::size_t row = 0; row < column.small.size(); ++row)
            if (column.small[row] != missing_day &&
                (first[row] == missing_day || column.small[row] < first[row]))
                first[row] = column.small[row];
    }
    std::vector<std::uint8_t> after(table.rows());
    for (std::size_t row = 0; row < after.size(); ++row) {
        const bool is_said = begins && !begins->is_missing(row);
        after[row] = (is_said ? begins->small_at(row) : first[row]) > day ? 1 : 0;
    }
    return after;
}

}  // namespace

void cut_to(RawTable& table, Date as_of, std::vector<std::uint8_t>& later) {
    later.assign(table.rows(), 0);
    const TableRules& rules = rules_of(table.name());
    if (rules.is_plan) return;
    const std::int32_t today = day_number(as_of);
    later = began_after(table, rules, today);
    // The outcome of a deal stands in the deal, and in what names its deal.
    const bool is_deals = table.name() == "deals";
    RawColumn* stage = table.find(is_deals ? kpi::deal::stage.name : kpi::quote::deal_stage.name);
    const std::string_view closed =
        is_deals ? kpi::deal::closed.name : kpi::quote::deal_closed.name;
    for (RawColumn& column : table.columns()) {
        if (column.type != FieldType::date || is_foreseen(rules, column)) continue;
        for (std::size_t row = 0; row < column.small.size(); ++row) {
            if (column.small[row] == missing_day || column.small[row] <= today) continue;
            if (stage && column.name == closed && !stage->is_missing(row))
                stage->set_small(row, static_cast<std::int32_t>(Stage::open));
            column.small[row] = missing_day;
        }
    }
}

void forget_later(RawTable& table, Date as_of, std::span<const std::uint8_t> later) {
    table.withdraw([&](std::size_t row, const Finding& finding) {
        if (row < later.size() && later[row] != 0) return true;
        const RawColumn* column = table.find(finding.field);
        if (finding.rejected || !column || !column->is_date()) return false;
        const std::optional<Date> day = try_parse_date(finding.value);
        return day && *day > as_of;
    });
}

}  // namespace saleskpi::inline v0_3::detail
