// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/references.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <fmt/format.h>

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
        if (column.type != FieldType::date || !is_sign_of_life(rules, column.name)) continue;
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
        if (column.type != FieldType::date || column.name == rules.foreseen) continue;
        for (std::size_t row = 0; row < column.small.size(); ++row) {
            if (column.small[row] == missing_day || column.small[row] <= today) continue;
            if (stage && column.name == closed && !stage->is_missing(row))
                stage->set_small(row, static_cast<std::int32_t>(Stage::open));
            column.small[row] = missing_day;
        }
    }
}

void check_stages(const BookData& before, RawTable* deals, RawTable* changes, Date as_of) {
    const auto refuse = [&](std::string_view deal) {
        throw Error{
            ErrorCode::incompatible,
            fmt::format(
                "deal '{}' and its stage changes were not added to one book at once: a book as of "
                "a day cannot grow by one without the other",
                deal)};
    };
    if (changes) {
        const RawColumn* deal_of = changes->find(kpi::stage_change::deal.name);
        const RawColumn* date_of = changes->find(kpi::stage_change::date.name);
        const std::int32_t today = day_number(as_of);
        const RawColumn* step = changes->find(kpi::stage_change::pipeline_stage.name);
        const RawColumn* amount = changes->find(kpi::stage_change::amount.name);
        const auto says_fields = [&](std::size_t row) {
            return (step && !step->is_missing(row)) || (amount && !amount->is_missing(row));
        };
        for (std::size_t row = 0; row < changes->rows(); ++row) {
            if (changes->is_rejected(row)) continue;
            // Later ones tell nothing of the day but that a field was another one before.
            if (date_of->small_at(row) > today && !says_fields(row)) continue;
            const std::string_view deal = deal_of->dictionary->text(deal_of->small_at(row));
            for (const TablePart& part : before.parts("deals"))
                if (part.find(deal)) refuse(deal);
        }
    }
    if (!deals) return;
    const RawColumn* id = deals->find(kpi::deal::id.name);
    References moved{before.parts("stage_changes"), kpi::stage_change::deal.name};
    for (std::size_t row = 0; row < deals->rows(); ++row)
        if (!deals->is_rejected(row) && moved.contains(id->text_at(row))) refuse(id->text_at(row));
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
