// SPDX-License-Identifier: MIT
#include "book/subscription_terms.hpp"

#include "book/in_force_rows.hpp"
#include "book/stages/build_stage.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::money, made::ends};
constexpr std::array makes{made::terms};

/// A span of days in which a subscription stays as it is.
struct TermSpan {
    std::int32_t from;
    TermsOfDay terms;
};

std::vector<TermSpan> spans_of(const SubscriptionTerms& terms, std::size_t row) {
    const std::int32_t first = terms.first_day(row);
    std::vector<TermSpan> spans{{first, terms.on(row, first)}};
    for (const std::int32_t day : terms.turns(row))
        if (const TermsOfDay then = terms.on(row, day); !(then == spans.back().terms))
            spans.push_back({day, then});
    return spans;
}

/// Gives stocks what a subscription was in each span of days.
void divide(
    BookDraft& draft, RawTable& table, std::size_t row, const std::vector<TermSpan>& spans) {
    const bool is_record = !table.is_variant();
    std::vector<std::int32_t> turns;
    for (std::size_t i = 1; i < spans.size(); ++i)
        turns.push_back(spans[i].from);
    divide_in_stock(
        draft, table, row, turns, [&](RawTable& rows, std::size_t at, std::size_t number) {
            const TermSpan& span = spans[number];
            rows.set_division(
                at, is_record     ? Division::of_record
                    : number == 0 ? Division::first
                                  : Division::rest);
            if (!span.terms.is_unpaid) return;
            rows.set_said_price(at, rows.find(kpi::subscription::price.name)->number_at(at));
            rows.find(kpi::subscription::price.name)->set_number(at, 0);
            if (span.terms.is_on_hold)
                rows.set_on_hold(at, span.from == missing_day ? std::int32_t{0} : span.from);
        });
}

void note_negative(RawTable& table, const SubscriptionTerms& terms) {
    if (table.is_variant()) return;
    const RawColumn* discount = table.find(kpi::subscription::discount.name);
    for (std::size_t row = 0; discount && row < discount->numbers.size(); ++row)
        if (terms.has_negative_discount(row) && !table.is_rejected(row))
            table.note(
                row, discount->name, table.shown(*discount, row),
                "is below zero: nothing is taken off", FindingKind::out_of_range);
}

void apply_terms(BookDraft& draft, RawTable& table) {
    std::vector<std::pair<std::size_t, std::vector<TermSpan>>> divided;
    const SubscriptionTerms terms{*draft.find(table.name()), table, draft.data->revenue};
    note_negative(table, terms);
    if (!terms.has_any()) return;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!terms.has_any(row) || !is_in_stocks(draft, table, row)) continue;
        std::vector<TermSpan> spans = spans_of(terms, row);
        if (spans.size() > 1 || spans.front().terms.is_unpaid)
            divided.emplace_back(row, std::move(spans));
    }
    for (const auto& [row, spans] : divided)
        divide(draft, table, row, spans);
}

/// A number that could not be read is not the one that counts if nobody says any. What is found about
/// records goes as they are packed: that it was found stays with them.
void keep_unread(BookDraft& draft, RawTable& records) {
    const auto keep = [&](std::size_t row, const Finding& finding) {
        for (std::size_t i = 0; i < read_counts.size(); ++i)
            if (finding.field == read_counts[i] && !finding.rejected) {
                const RawColumn* column = records.find(finding.field);
                if (!column || column->is_missing(row)) records.add_unread(row, i);
            }
    };
    for (std::size_t i = 0; i < records.findings().size(); ++i)
        keep(records.row_of_finding(i), records.findings()[i]);
    for (const Finding& finding : draft.loaded)
        if (finding.table == records.name())
            if (const auto row = records.row_at(finding.file, finding.line)) keep(*row, finding);
}

void run(BookDraft& draft) {
    if (RawTable* records = draft.find(table_of<Subscription>())) keep_unread(draft, *records);
    std::vector<RawTable*> tables;  // as they are now: rows are added to further ones
    for (RawTable& table : draft.tables)
        if (table.name() == table_of<Subscription>()) tables.push_back(&table);
    // What stands in the place of records first: what records get here is divided already.
    for (const bool are_variants : {true, false})
        for (RawTable* table : tables)
            if (table->is_variant() == are_variants) apply_terms(draft, *table);
}

}  // namespace

BuildStage subscription_terms_stage() {
    return {
        "subscription_terms", reads, makes, &run,
        "Only added subscriptions are looked at: what one was in which days follows from it "
        "alone."};
}

}  // namespace saleskpi::inline v0_3::detail
