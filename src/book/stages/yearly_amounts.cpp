// SPDX-License-Identifier: MIT
#include "book/stages/build_stage.hpp"
#include "record/yearly_value.hpp"

#include <saleskpi/record/subscription.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::money};
constexpr std::array makes{made::yearly};

/// How many there are; 1 where nobody says. Nothing where what is said was no such number.
std::optional<std::int64_t> count_of(
    const RawTable& subscriptions, std::string_view field, std::size_t row) {
    const RawColumn* column = subscriptions.find(field);
    if (column && !column->is_missing(row)) return column->number_at(row);
    return subscriptions.is_noted(row, field) ? std::nullopt : std::optional<std::int64_t>{1};
}

/// Nothing where it is not known.
std::optional<Rational> amount_of(
    const RawTable& subscriptions,
    const RawColumn& price,
    const RawColumn& interval,
    std::size_t row) {
    if (price.is_missing(row) || interval.is_missing(row)) return std::nullopt;
    const auto quantity = count_of(subscriptions, kpi::subscription::quantity.name, row);
    const auto count = count_of(subscriptions, kpi::subscription::interval_count.name, row);
    // Rows that are rejected may say anything.
    if (!quantity || !count || *count <= 0) return std::nullopt;
    return yearly_amount(
        price.number_at(row), *quantity, static_cast<Interval>(interval.small_at(row)), *count);
}

/// Of the price in the currency of the book: amounts are rounded once, as they are converted.
void fill(RawTable& table) {
    const RecordType& type = record_type<Subscription>();
    for (const auto name :
         {kpi::subscription::yearly.name, kpi::subscription::yearly_above.name,
          kpi::subscription::yearly_below.name})
        table.column(*type.find(name));
    const RawColumn* price = table.find(kpi::subscription::price.name);
    const RawColumn* interval = table.find(kpi::subscription::interval.name);
    RawColumn& whole = *table.find(kpi::subscription::yearly.name);
    RawColumn& above = *table.find(kpi::subscription::yearly_above.name);
    RawColumn& below = *table.find(kpi::subscription::yearly_below.name);
    for (std::size_t row = 0; price && interval && row < table.rows(); ++row) {
        const auto amount = amount_of(table, *price, *interval, row);
        if (!amount) continue;
        const auto parts = yearly_parts(*amount);
        if (!parts) {
            table.note(
                row, price->name, table.shown(*price, row),
                "is more in a year than 64 bits hold: the subscription brings nothing that is "
                "known");
            continue;
        }
        whole.set_number(row, parts->whole);
        if (parts->below == missing_number) continue;
        above.set_number(row, parts->above);
        below.set_number(row, parts->below);
    }
}

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables)
        if (table.name() == table_of<Subscription>()) fill(table);
}

}  // namespace

BuildStage yearly_amounts_stage() {
    return {"yearly_amounts", reads, makes, &run, "Only added subscriptions are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
