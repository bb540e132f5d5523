// SPDX-License-Identifier: MIT
#include "html/page_parts.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/rounding.hpp>

#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What is told as a part of what it was before, and not in its own unit.
bool is_relative(Unit unit) {
    switch (unit) {
        case Unit::money:
        case Unit::count:
        case Unit::money_per_day:
        case Unit::count_per_day:
        case Unit::money_per_working_day:
        case Unit::count_per_working_day:
        case Unit::money_per_month:
        case Unit::money_months:
            return true;
        default:
            return false;
    }
}

std::string with_sign(std::string number) { return number.front() == '-' ? number : '+' + number; }

/// The change in words; nothing where it does not fit in a fraction, or means nothing.
std::optional<std::string> amount_of(
    const PageModel& model, std::size_t column, const AnyQuantity& before, const AnyQuantity& now) {
    const Unit unit = now.unit();
    if (unit == Unit::date) return std::nullopt;
    try {
        const Rational difference = now.exact() - before.exact();
        if (unit == Unit::ratio)
            return with_sign(to_decimal_text(difference * Rational{100}, 1)) + ' ' +
                   model.plain("pp");
        if (is_relative(unit) && before.exact().sign() > 0)
            return with_sign(to_decimal_text(difference / before.exact() * Rational{100}, 1)) +
                   " %";
        const AnyQuantity quantity{difference, unit, now.currency()};
        const std::string unit_text = model.plain_unit(column);
        return with_sign(model.english_number(quantity, column)) +
               (unit_text.empty() ? "" : ' ' + unit_text);
    } catch (const Error&) {
        return std::nullopt;  // beyond 128 bits
    }
}

}  // namespace

PageChange change_of(
    const PageModel& model, std::size_t column, const AnyQuantity& before, const AnyQuantity& now) {
    const auto amount = amount_of(model, column, before, now);
    if (!amount) return {};
    const auto order = now.exact() <=> before.exact();
    const int sign = (order > 0) - (order < 0);
    if (sign == 0) return {0, model.plain("no change"), {}, "same"};
    const Better better = model.report().columns()[column].metric.better();
    std::string text = model.in_language(*amount);
    if (better == Better::neither)
        return {sign, std::move(text), model.plain(sign > 0 ? "more than" : "less than"), "same"};
    const bool is_good = (sign > 0) == (better == Better::higher);
    return {
        sign, std::move(text), model.plain(is_good ? "better than" : "worse than"),
        is_good ? "good" : "bad"};
}

std::string_view arrow_of(const PageChange& change) {
    return change.sign > 0 ? "▲" : change.sign < 0 ? "▼" : "■";
}

}  // namespace saleskpi::inline v0_3::detail
