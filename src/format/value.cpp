// SPDX-License-Identifier: MIT
#include "value/exact.hpp"

#include <saleskpi/format/value.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/rounding.hpp>

namespace saleskpi::inline v0_3 {
namespace {

/// How quantities of a unit are usually written.
struct Usual {
    Rational number;          ///< in the unit of the text
    int digits;               ///< after the point
    std::string_view suffix;  ///< after the number and, for money, the currency
};

Usual usual_of(const AnyQuantity& quantity) {
    const Rational& exact = quantity.exact();
    const Currency currency = quantity.currency();
    const auto major = [&] { return detail::scaled(exact, 1, currency.minor_per_major()); };
    const int digits_if_broken = exact.is_whole() ? 0 : 2;
    switch (quantity.unit()) {
        case Unit::money:
            return {major(), currency.minor_digits(), ""};
        case Unit::money_per_day:
            return {major(), currency.minor_digits(), "/day"};
        case Unit::money_per_working_day:
            return {major(), currency.minor_digits(), "/working day"};
        case Unit::money_per_month:
            return {major(), currency.minor_digits(), "/month"};
        case Unit::count:
            return {exact, digits_if_broken, ""};
        case Unit::score:
            return {exact, digits_if_broken, ""};
        case Unit::ratio:
            return {detail::scaled(exact, 100, 1), 2, " %"};
        case Unit::days:
            return {exact, 1, " days"};
        case Unit::working_days:
            return {exact, 1, " working days"};
        case Unit::months:
            return {exact, 1, " months"};
        case Unit::points:
            return {exact, 2, " points"};
        case Unit::percentage_points:
            return {exact, 2, " pp"};
        case Unit::count_per_day:
            return {exact, 2, "/day"};
        case Unit::count_per_working_day:
            return {exact, 2, "/working day"};
        case Unit::money_months:
            return {major(), currency.minor_digits(), " months"};
        case Unit::coefficient:
            return {exact, 3, ""};
        case Unit::date:
            break;
    }
    return {exact, digits_if_broken, ""};
}

}  // namespace

std::string to_text(const AnyQuantity& quantity, QuantityStyle style) {
    if (style.exact) {
        return to_text(quantity.exact());
    }
    if (quantity.unit() == Unit::date) return to_text(date_of(quantity));
    const Usual usual = usual_of(quantity);
    std::string text = to_decimal_text(usual.number, style.digits.value_or(usual.digits));
    if (!quantity.currency().is_none()) {
        text += ' ';
        text += quantity.currency().code();
    }
    text += usual.suffix;
    return text;
}

}  // namespace saleskpi::inline v0_3
