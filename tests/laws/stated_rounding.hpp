// SPDX-License-Identifier: MIT
// How each form of a report writes a value, said once more: of the exact value that JSON has.
#pragma once

#include "value/exact.hpp"

#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/rounding.hpp>

#include <date/date.h>

#include <algorithm>
#include <string>
#include <vector>

namespace laws {

using namespace saleskpi;

inline Rational in_major_units(const AnyQuantity& quantity) {
    return detail::scaled(quantity.exact(), 1, quantity.currency().minor_per_major());
}

/// The day that so many days after 1970 are, or a part of them.
inline std::string day_text(const AnyQuantity& days) {
    const Rational& exact = days.exact();
    int128 whole = exact.numerator() / exact.denominator();
    if (exact.sign() < 0 && !exact.is_whole()) --whole;
    return date::format("%F", date::sys_days{date::days{static_cast<int>(whole)}});
}

/// As CSV and records write a number.
inline std::string plain(const AnyQuantity& quantity) {
    if (quantity.unit() == Unit::date) return day_text(quantity);
    if (!quantity.currency().is_none() && quantity.exact().is_whole())
        return to_decimal_text(in_major_units(quantity), quantity.currency().minor_digits());
    std::string text = to_decimal_text(in_major_units(quantity), 12);
    while (text.back() == '0')
        text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

/// How many digits a column of text has after the point.
inline int digits_of(const std::vector<const AnyQuantity*>& column, Unit unit, Currency currency) {
    const bool are_whole = std::all_of(column.begin(), column.end(), [](const AnyQuantity* one) {
        return in_major_units(*one).is_whole();
    });
    const bool is_large = std::any_of(column.begin(), column.end(), [](const AnyQuantity* one) {
        return in_major_units(*one).abs() >= Rational{100'000};
    });
    if (is_money_like(unit)) return are_whole || is_large ? 0 : currency.minor_digits();
    switch (unit) {
        case Unit::count:
        case Unit::score:
            return are_whole ? 0 : 2;
        case Unit::days:
        case Unit::working_days:
        case Unit::months:
            return 1;
        case Unit::coefficient:
            return 3;
        default:
            return 2;
    }
}

/// As people see a number.
inline std::string rounded(const AnyQuantity& quantity, int digits) {
    if (quantity.unit() == Unit::date) return day_text(quantity);
    const bool is_ratio = quantity.unit() == Unit::ratio;
    const Rational number =
        is_ratio ? detail::scaled(quantity.exact(), 100, 1) : in_major_units(quantity);
    std::string text = to_decimal_text(number, digits);
    const std::size_t begin = text.front() == '-' ? 1 : 0;
    std::size_t point = (std::min)(text.find('.'), text.size());
    while (point > begin + 3)
        text.insert(point -= 3, ",");
    return is_ratio ? text + " %" : text;
}

}  // namespace laws
