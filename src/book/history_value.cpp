// SPDX-License-Identifier: MIT
#include "book/history_value.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace saleskpi::inline v0_3::detail {

namespace {

std::optional<HeldValue> some_number(std::int64_t value) {
    if (value == missing_number) return std::nullopt;
    return HeldValue{value};
}

}  // namespace

/// Without a currency it is in that in which the record has the amount.
std::optional<HeldValue> HistoryValues::money(std::string_view text) const {
    const std::size_t space = text.rfind(' ');
    const HeldValue own = held(*column_, row_);
    std::optional<Currency> currency;
    if (space != std::string_view::npos)
        currency = Currency::try_parse(text.substr(space + 1));
    else if (!own.is_missing())
        currency = own.currency.is_none() ? table_->currency() : own.currency;
    if (!currency) return std::nullopt;
    const auto amount = Money::try_parse(text.substr(0, space), *currency);
    if (!amount || amount->minor() == missing_number) return std::nullopt;
    return HeldValue{amount->minor(), *currency == table_->currency() ? Currency{} : *currency};
}

std::optional<HeldValue> HistoryValues::read(const RawColumn& texts, std::size_t line) const {
    if (texts.is_missing(line)) return HeldValue{};
    const std::int32_t code = texts.small_at(line);
    const std::string_view text = texts.dictionary->text(code);
    switch (column_->type) {
        case FieldType::text:
            return HeldValue{code, {}, texts.dictionary};
        case FieldType::choice: {
            const auto at = std::find(column_->choices.begin(), column_->choices.end(), text);
            if (at == column_->choices.end()) return std::nullopt;
            return HeldValue{at - column_->choices.begin()};
        }
        case FieldType::date: {
            const auto day = try_parse_date(text);
            if (!day) return std::nullopt;
            return HeldValue{day->time_since_epoch().count()};
        }
        case FieldType::money:
            return money(text);
        case FieldType::decimal: {
            const auto value = Decimal::try_parse(text);
            return value ? some_number(value->nanos()) : std::nullopt;
        }
        case FieldType::integer: {
            std::int64_t value = 0;
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), value);
            if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
            return some_number(value);
        }
        case FieldType::credits:
            break;
    }
    return std::nullopt;
}

std::string HistoryValues::expected() const {
    switch (column_->type) {
        case FieldType::choice:
            return fmt::format("is not one of {}", fmt::join(column_->choices, ", "));
        case FieldType::date:
            return "is not a day such as 2025-03-31";
        case FieldType::money:
            return "is not an amount such as 1200.00 USD";
        case FieldType::decimal:
            return "is not a number such as 0.25";
        default:
            return "is not a whole number";
    }
}

}  // namespace saleskpi::inline v0_3::detail
