// SPDX-License-Identifier: MIT
#include "value/exact.hpp"
#include "value/unit_suffix.hpp"

#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/quantity_text.hpp>
#include <saleskpi/value/rounding.hpp>

namespace saleskpi::inline v0_3 {
namespace {

/// How quantities of a unit are usually written.
struct Usual {
    Rational number;  ///< in the unit of the text
    int digits;       ///< after the point
};

Usual usual_of(const AnyQuantity& quantity) {
    const Rational& exact = quantity.exact();
    const Currency currency = quantity.currency();
    switch (quantity.unit()) {
        case Unit::money:
        case Unit::money_per_day:
        case Unit::money_per_working_day:
        case Unit::money_per_month:
        case Unit::money_months:
            return {detail::scaled(exact, 1, currency.minor_per_major()), currency.minor_digits()};
        case Unit::ratio:
            return {detail::scaled(exact, 100, 1), 2};
        case Unit::days:
        case Unit::working_days:
        case Unit::months:
            return {exact, 1};
        case Unit::points:
        case Unit::percentage_points:
        case Unit::count_per_day:
        case Unit::count_per_working_day:
            return {exact, 2};
        case Unit::coefficient:
            return {exact, 3};
        case Unit::count:
        case Unit::score:
        case Unit::date:
            break;
    }
    return {exact, exact.is_whole() ? 0 : 2};
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
    text += detail::suffix_of(quantity.unit());
    return text;
}

}  // namespace saleskpi::inline v0_3
