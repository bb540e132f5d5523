// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/references.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

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
        for (std::size_t row = 0; row < changes->rows(); ++row) {
            if (changes->is_rejected(row) || date_of->small_at(row) > today) continue;
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

void replay_stages(RawTable& deals, RawTable& changes, Date as_of) {
    const std::int32_t today = day_number(as_of);
    const RawColumn* deal_of = changes.find(kpi::stage_change::deal.name);
    const RawColumn* date_of = changes.find(kpi::stage_change::date.name);
    const RawColumn* stage_of = changes.find(kpi::stage_change::stage.name);
    const RawColumn* amount_of = changes.find(kpi::stage_change::amount.name);
    const RawColumn* id = deals.find(kpi::deal::id.name);
    RawColumn* stage = deals.find(kpi::deal::stage.name);
    RawColumn* closed = deals.find(kpi::deal::closed.name);
    RawColumn* amount = deals.find(kpi::deal::amount.name);
    if (!deal_of || !date_of || !stage_of || !id || !stage || !closed || !amount) return;

    // The last change by the day, per deal; of several on one day the one that came last.
    std::unordered_map<std::int32_t, std::size_t> last;
    for (std::size_t row = 0; row < changes.rows(); ++row) {
        if (changes.is_rejected(row) || date_of->small_at(row) > today) continue;
        const auto [known, is_new] = last.emplace(deal_of->small_at(row), row);
        if (!is_new && date_of->small_at(row) >= date_of->small_at(known->second))
            known->second = row;
    }
    for (std::size_t row = 0; row < deals.rows(); ++row) {
        const auto change = last.find(deal_of->dictionary->find(id->text_at(row)));
        if (change == last.end()) continue;
        const std::size_t at = change->second;
        const std::int32_t now = stage_of->small_at(at);
        stage->set_small(row, now);
        closed->set_small(
            row,
            now == static_cast<std::int32_t>(Stage::open) ? missing_day : date_of->small_at(at));
        if (!amount_of || amount_of->is_missing(at)) continue;
        amount->set_number(row, amount_of->number_at(at));
        const auto r = static_cast<std::uint32_t>(row);
        const auto foreign = amount_of->currencies.find(static_cast<std::uint32_t>(at));
        if (foreign != amount_of->currencies.end())
            amount->currencies[r] = foreign->second;
        else
            amount->currencies.erase(r);
    }
}

}  // namespace saleskpi::inline v0_3::detail
