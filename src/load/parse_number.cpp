// SPDX-License-Identifier: MIT
#include "load/parse_number.hpp"

#include "load/currency_signs.hpp"
#include "load/number_text.hpp"
#include "record/refusals.hpp"
#include "value/digits.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/rounding.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int decimal_places = 9;
const char* const no_number = "is not a number";

/// The number as plain text, or no value and the reason.
std::optional<WrittenNumber> plain(
    const Cell& cell, const ValueFormat& format, std::string& reason) {
    if (cell.kind == Cell::Kind::number) {
        if (auto text = without_exponent(cell.text)) return WrittenNumber{std::move(*text)};
        reason = too_big;
        return std::nullopt;
    }
    if (format.number.is_inferred)
        return read_in_forms(cell.text, format.forms, format.number.currency_sign, reason);
    auto number = plain_number(cell.text, format.number);
    if (!number) reason = no_number;
    return number;
}

/// A plain number as a fraction. Throws Error overflow for one of too many digits.
Rational exact(std::string_view plain) {
    const bool is_negative = plain.starts_with('-');
    if (is_negative) plain.remove_prefix(1);
    std::string digits;
    int128 below = 1;
    bool is_fraction = false;
    if (plain.find('.') != std::string_view::npos)
        while (plain.ends_with('0'))
            plain.remove_suffix(1);
    for (const char c : plain) {
        if (c == '.') {
            is_fraction = true;
            continue;
        }
        digits += c;
        if (is_fraction) below = checked_mul(below, 10);
    }
    const auto above = parse_digits(digits.empty() ? "0" : digits);
    if (!above) throw Error{ErrorCode::overflow, too_big};
    return {is_negative ? -*above : *above, below};
}

/// The number as a count of 10^-places, or no value, for which `fits` says whether it is too long
/// and not too big.
std::optional<std::int64_t> counted(
    const std::string& plain,
    const ValueFormat& format,
    const Rational& unit,
    int places,
    bool& fits) {
    fits = true;
    if (!format.scale && !format.round) {
        const auto number = parse_fixed(plain, places);
        if (number && *number != missing_number) return number;
        fits = has_more_decimals(plain, places);
        return std::nullopt;
    }
    try {
        Rational number = exact(plain) * unit;
        for (int place = 0; place < places; ++place)
            number *= 10;
        if (!number.is_whole()) {
            if (!format.round) return std::nullopt;
            number = round(number, *format.round);
        }
        constexpr int128 most = std::numeric_limits<std::int64_t>::max();
        if (number.abs() <= Rational{most}) return static_cast<std::int64_t>(number.numerator());
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
    }
    fits = false;
    return std::nullopt;
}

Rational factor_of(const ValueFormat& format) {
    return format.scale ? format.scale->factor : Rational{1};
}

std::string no_amount_of(const Currency& currency) {
    return "has more decimals than " + currency.code() + " allows";
}

}  // namespace

std::string parse_money(
    const Cell& cell, const ValueFormat& format, const RowContext& row, FieldValue& value) {
    value.currency = row.currency;
    std::string reason;
    const auto number = plain(cell, format, reason);
    if (!number) return reason;
    if (number->percent) return no_number;
    if (!number->currency.empty()) {
        reason = find_currency(number->currency, row, value.currency);
        if (!reason.empty()) return reason;
    }
    if (value.currency.is_none())
        return "has no currency: the record, the mapping and the book name none";
    Rational unit = factor_of(format);
    if (format.scale && format.scale->is_of_minor_units)
        unit /= Rational{value.currency.minor_per_major()};
    bool fits = true;
    const auto minor = counted(number->text, format, unit, value.currency.minor_digits(), fits);
    if (!minor) return fits ? no_amount_of(value.currency) : too_big;
    value.number = *minor;
    return {};
}

std::string parse_decimal(const Cell& cell, const ValueFormat& format, FieldValue& value) {
    std::string reason;
    auto number = plain(cell, format, reason);
    if (!number) return reason;
    if (!number->currency.empty()) return no_number;
    if (number->percent) number->text = without_exponent(number->text + "e-2").value();
    bool fits = true;
    const auto nanos = counted(number->text, format, factor_of(format), decimal_places, fits);
    if (!nanos) return fits ? "has more than 9 decimals" : too_big;
    value.number = *nanos;
    return {};
}

std::string parse_integer(const Cell& cell, const ValueFormat& format, FieldValue& value) {
    std::string reason;
    const auto number = plain(cell, format, reason);
    if (!number) return reason;
    if (number->percent || !number->currency.empty()) return no_number;
    ValueFormat as_is = format;
    as_is.round.reset();  // a part of a thing is a mistake, and no matter of digits
    bool fits = true;
    const auto whole = counted(number->text, as_is, factor_of(format), 0, fits);
    if (!whole) return fits ? "is not a whole number" : too_big;
    value.number = *whole;
    return {};
}

}  // namespace saleskpi::inline v0_3::detail
