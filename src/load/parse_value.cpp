// SPDX-License-Identifier: MIT
#include "load/parse_value.hpp"

#include "load/number_text.hpp"
#include "load/text.hpp"
#include "record/refusals.hpp"
#include "value/digits.hpp"
#include "value/utf8.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int decimal_places = 9;
const char* const no_number = "is not a number";

/// Whether the text has the form of the pattern, be it a day that exists or not.
bool has_form(std::string_view text, std::string_view pattern) {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '%' || pattern[at + 1] == '%') {
            at += pattern[at] == '%' ? 1 : 0;
            if (!text.starts_with(pattern[at])) return false;
            text.remove_prefix(1);
            continue;
        }
        const char part = pattern[++at];
        const std::size_t most = part == 'Y' ? 4 : part == 'b' ? 3 : 2;
        std::size_t taken = 0;
        while (taken < most && taken < text.size() && (part == 'b' || is_digit(text[taken])))
            ++taken;
        if (taken == 0 || (part != 'm' && part != 'd' && taken < most)) return false;
        text.remove_prefix(taken);
    }
    return text.empty();
}

/// "%d/%m/%Y" as people write it: "DD/MM/YYYY".
std::string readable(std::string_view pattern) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '%' || at + 1 == pattern.size()) {
            text += pattern[at];
            continue;
        }
        switch (pattern[++at]) {
            case 'Y':
                text += "YYYY";
                break;
            case 'y':
                text += "YY";
                break;
            case 'm':
                text += "MM";
                break;
            case 'd':
                text += "DD";
                break;
            case 'b':
                text += "Mon";
                break;
            default:
                text += pattern[at];
        }
    }
    return text;
}

std::string parse_instant_day(Instant instant, const RowContext& row, FieldValue& value) {
    const std::optional<Date> day = (*row.date_of_instant)(instant, row.region);
    if (day && all_time.contains(*day)) {
        value.number = day->time_since_epoch().count();
        return {};
    }
    if (day) return outside_years;
    return row.region.empty()
               ? "is an instant, and the record has no region whose time zone it has"
               : "is an instant, and the region '" + shown(row.region) + "' has no time zone";
}

std::string parse_day(
    std::string_view text, const ValueFormat& format, const RowContext& row, FieldValue& value) {
    for (const std::string& pattern : format.date_formats) {
        const std::optional<Date> day =
            pattern == "%Y-%m-%d" ? try_parse_date(text) : try_parse_date(text, pattern);
        if (!day) continue;
        value.number = day->time_since_epoch().count();
        return {};
    }
    if (row.date_of_instant)
        if (const auto instant = try_parse_instant(text))
            return parse_instant_day(*instant, row, value);
    std::string forms;
    for (const std::string& pattern : format.date_formats) {
        if (has_form(text, pattern)) return "is not a day of the calendar";
        forms += (forms.empty() ? "" : " or ") + readable(pattern);
    }
    if (row.date_of_instant) forms += " or YYYY-MM-DDThh:mm:ssZ";
    return "is not a date (" + forms + ")";
}

/// The number as plain text, or no value and the reason.
std::optional<PlainNumber> plain(
    const Cell& cell, const NumberFormat& format, std::string& reason) {
    if (cell.kind == Cell::Kind::number) {
        if (auto text = without_exponent(cell.text)) return PlainNumber{std::move(*text), false};
        reason = too_big;
        return std::nullopt;
    }
    auto number = plain_number(cell.text, format);
    if (!number) reason = no_number;
    return number;
}

/// The number of a cell in the simplest form there is, without a look at what else there may be.
std::optional<std::int64_t> simple(const Cell& cell, const NumberFormat& format, int places) {
    if (cell.kind == Cell::Kind::number) return simple_number(cell.text, '.', places);
    if (!format.currency_sign.empty()) return std::nullopt;
    return simple_number(cell.text, format.decimal_mark, places);
}

std::string parse_money(
    const Cell& cell, const ValueFormat& format, Currency currency, FieldValue& value) {
    if (currency.is_none())
        return "has no currency: the record, the mapping and the book name none";
    value.currency = currency;
    if (const auto minor = simple(cell, format.number, currency.minor_digits())) {
        value.number = *minor;
        return {};
    }
    std::string reason;
    const auto number = plain(cell, format.number, reason);
    if (!number) return reason;
    if (number->percent) return no_number;
    const auto money = Money::try_parse(number->text, currency);
    if (!money || money->minor() == missing_number)
        return has_more_decimals(number->text, currency.minor_digits())
                   ? "has more decimals than " + currency.code() + " allows"
                   : too_big;
    value.number = money->minor();
    return {};
}

std::string parse_decimal(const Cell& cell, const ValueFormat& format, FieldValue& value) {
    if (const auto nanos = simple(cell, format.number, decimal_places)) {
        value.number = *nanos;
        return {};
    }
    std::string reason;
    auto number = plain(cell, format.number, reason);
    if (!number) return reason;
    if (number->percent) {
        const auto shifted = without_exponent(number->text + "e-2");
        number->text = *shifted;
    }
    const auto decimal = Decimal::try_parse(number->text);
    if (!decimal || decimal->nanos() == missing_number)
        return has_more_decimals(number->text, decimal_places) ? "has more than 9 decimals"
                                                               : too_big;
    value.number = decimal->nanos();
    return {};
}

std::string parse_integer(const Cell& cell, const ValueFormat& format, FieldValue& value) {
    if (const auto whole = simple(cell, format.number, 0)) {
        value.number = *whole;
        return {};
    }
    std::string reason;
    const auto number = plain(cell, format.number, reason);
    if (!number) return reason;
    if (number->percent) return no_number;
    // Money without a currency has no decimals: its parser reads whole numbers.
    const auto whole = Money::try_parse(number->text, Currency{});
    if (!whole || whole->minor() == missing_number)
        return has_more_decimals(number->text, 0) ? "is not a whole number" : too_big;
    value.number = whole->minor();
    return {};
}

bool is_yes_or_no(std::span<const std::string_view> choices) {
    return choices.size() == 2 && choices[0] == "no" && choices[1] == "yes";
}

std::string parse_choice(
    std::string_view text, std::span<const std::string_view> choices, FieldValue& value) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (!same_word(text, choices[i])) continue;
        value.number = static_cast<std::int64_t>(i);
        return {};
    }
    if (!is_yes_or_no(choices)) return "is not one of " + listed(choices);
    const bool is_true = same_word(text, "true") || text == "1";
    if (!is_true && !same_word(text, "false") && text != "0")
        return "is not one of yes, no, true, false, 1, 0";
    value.number = is_true ? 1 : 0;
    return {};
}

}  // namespace

std::string parse_value(
    const FieldInfo& field,
    const Cell& cell,
    const ValueFormat& format,
    const RowContext& row,
    FieldValue& value) {
    value = {};
    value.missing = false;
    if (cell.kind == Cell::Kind::nested) return "is a list or an object, not a single value";
    const std::string_view text = trimmed(cell.text);
    switch (field.type) {
        case FieldType::text:
            value.text = cell.text;
            return {};
        case FieldType::choice:
            return parse_choice(text, field.choices, value);
        case FieldType::date:
            return parse_day(text, format, row, value);
        case FieldType::money:
            return parse_money(cell, format, row.currency, value);
        case FieldType::decimal:
            return parse_decimal(cell, format, value);
        case FieldType::integer:
            return parse_integer(cell, format, value);
        case FieldType::credits:
            value.text = text;
            return try_parse_credits(text) ? std::string{}
                                           : "is not a list of credits such as Asha:60;Ben:40";
    }
    return {};
}

}  // namespace saleskpi::inline v0_3::detail
