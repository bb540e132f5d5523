// SPDX-License-Identifier: MIT
#include "book/held_amounts.hpp"

#include "book/code_rows.hpp"
#include "book/in_force_rows.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/subscription.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view subscriptions = table_of<Subscription>();

bool is_for_stocks(SeenBy seen_by) { return (seen_by & SeenBy::stocks) != SeenBy::none; }

/// Since when a record is in a stock that does not say so itself.
template <class Columns, class Number>
std::int32_t first_sign(const Columns& columns, const Number& number) {
    std::int32_t first = missing_day;
    for (const auto& column : columns)
        if (column.type == FieldType::date && is_sign_of_life(rules_of(subscriptions), column))
            first = earlier_day(first, static_cast<std::int32_t>(number(column)));
    return first;
}

}  // namespace

/// `number` gives what a column has in the row: a code, a day or an amount. `nameless` is the customer of
/// one that names none.
template <class Columns, class Number>
void HeldAmounts::add(
    const Columns& columns, std::string_view id, std::int32_t nameless, const Number& number) {
    const auto find = [&](std::string_view name) {
        return std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
            return column.name == name;
        });
    };
    const auto small = [&](std::string_view name, std::int32_t none) {
        const auto column = find(name);
        return column == columns.end() ? none : static_cast<std::int32_t>(number(*column));
    };
    const auto wide = [&](std::string_view name) {
        const auto column = find(name);
        return column == columns.end() ? missing_number : number(*column);
    };
    HeldAmount held{};
    const std::int64_t whole = wide(kpi::subscription::yearly.name);
    if (whole == missing_number) return;
    held.yearly = whole;
    if (const auto below = wide(kpi::subscription::yearly_below.name); below != missing_number)
        held.yearly += Rational{wide(kpi::subscription::yearly_above.name), below};
    held.from = small(kpi::subscription::started.name, missing_day);
    if (held.from == missing_day) held.from = first_sign(columns, number);
    held.from = later_begin(held.from, small(in_force_from, missing_day));
    held.until = earlier_day(
        small(kpi::subscription::ended.name, missing_day), small(in_force_until, missing_day));
    held.is_on_hold = small(in_force_on_hold, missing_day) != missing_day;
    const bool is_never = held.until != missing_day && held.until <= held.from;
    if ((held.yearly.is_zero() && !held.is_on_hold) || is_never) return;
    held.customer = small(kpi::subscription::customer.name, missing_code);
    if (held.customer == missing_code) held.customer = nameless;
    for (std::size_t i = 0; i < told_fields.size(); ++i)
        held.told[i] = small(told_fields[i], missing_code);
    held.id = static_cast<std::uint32_t>(ids.size());
    ids.emplace_back(id);
    all.push_back(held);
}

void HeldAmounts::add(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (table.name() != subscriptions) continue;
        const AddedRecords records = draft.added(subscriptions);
        const RawColumn* id = table.id_column();
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::size_t record = table.is_variant() ? table.instead_of(row) : row;
            if (!is_for_stocks(table.seen_by(row)) || !records.counts(record)) continue;
            // All rows of one record are of one customer.
            const std::int32_t nameless = -2 - static_cast<std::int32_t>(record);
            add(table.columns(), id ? id->text_at(row) : std::string_view{}, nameless,
                [&](const RawColumn& column) {
                    if (column.is_small()) return std::int64_t{column.small_at(row)};
                    return column.number_at(row);
                });
        }
    }
}

void HeldAmounts::add(const BookData& book, std::int32_t customer) {
    for (const TablePart& part : book.tables) {
        if (part->name != subscriptions || !is_for_stocks(part.seen_by)) continue;
        const NamedColumn* customers = part->plain.find(kpi::subscription::customer.name);
        if (!customers || !customers->dictionary) continue;
        const auto dead = part.dead_rows(part->plain);
        for (const std::uint32_t row : part->code_rows->with(*customers, customer)) {
            if (is_among(dead, row)) continue;
            const TextColumn& its = part->plain.ids;
            add(part->plain.columns, row < its.size() ? its[row] : std::string_view{}, customer,
                [&](const NamedColumn& column) {
                    std::int64_t value = missing_number;
                    column.data.read(row, 1, &value);
                    if (value == missing_number && column.type == FieldType::date)
                        return std::int64_t{missing_day};
                    if (value == missing_number && column.type == FieldType::text)
                        return std::int64_t{missing_code};
                    return value;
                });
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
