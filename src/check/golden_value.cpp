// SPDX-License-Identifier: MIT
#include "check/golden_value.hpp"

#include "language/similar.hpp"
#include "load/text.hpp"
#include "value/unit_suffix.hpp"

#include <saleskpi/check/golden.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/rounding.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

constexpr std::string_view no_value = "no value:";
/// Digits after the point beyond which a fraction is easier to read.
constexpr int most_digits = 6;

[[noreturn]] void fail(std::string message) {
    throw Error{ErrorCode::invalid_argument, std::move(message)};
}

/// "-12" or "0.25", as 25/100.
std::optional<Rational> decimal_of(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    int128 number = 0;
    int128 unit = 1;
    bool has_digit = false;
    bool has_point = false;
    for (const char c : text) {
        if (c == '.' && has_digit && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        number = checked_add(checked_mul(number, 10), c - '0');
        if (has_point) unit = checked_mul(unit, 10);
        has_digit = true;
    }
    if (!has_digit || text.back() == '.') return std::nullopt;
    return Rational{is_negative ? -number : number, unit};
}

std::optional<Rational> number_of(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto above = decimal_of(trimmed(text.substr(0, slash)));
    if (slash == std::string_view::npos || !above) return above;
    const auto below = decimal_of(trimmed(text.substr(slash + 1)));
    if (!below || *below == Rational{0}) return std::nullopt;
    return *above / *below;
}

/// Takes a word off the end, and the spaces before it.
bool take(std::string_view& text, std::string_view word) {
    word = trimmed(word);
    if (!text.ends_with(word)) return false;
    text = trimmed(text.substr(0, text.size() - word.size()));
    return true;
}

std::string example(Unit unit, Currency currency) {
    if (unit == Unit::date) return "2025-03-31";
    if (unit == Unit::ratio) return "2/3 or 62.5 %";
    if (is_money_like(unit)) {
        const AnyQuantity some{Rational{123450}, unit, currency};
        return golden_text(some) + fmt::format(" or 100/3 {}{}", currency.code(), suffix_of(unit));
    }
    return fmt::format("12{0}, 2.5{0} or 100/3{0}", suffix_of(unit));
}

Reason reason_of(std::string_view text) {
    if (const auto reason = find_reason(text)) return *reason;
    std::vector<std::string> names;
    for (const Reason reason : all_reasons)
        names.emplace_back(name(reason));
    fail(fmt::format(
        "there is no reason '{}'{}; reasons are {}", text, did_you_mean(text, names),
        listed(names)));
}

}  // namespace

std::vector<Mark> expected_marks(std::string_view text) {
    std::vector<std::string> names{"none"};
    for (const Mark mark : all_marks)
        names.emplace_back(name(mark));
    std::vector<Mark> marks;
    for (text = trimmed(text); !text.empty();) {
        const std::size_t end = (std::min)(text.find_first_of(" ,"), text.size());
        const std::string_view word = text.substr(0, end);
        text = trimmed(text.substr((std::min)(end + 1, text.size())));
        if (word.empty() || word == "none") continue;
        const auto* const mark = std::find_if(
            all_marks.begin(), all_marks.end(), [word](Mark one) { return name(one) == word; });
        if (mark == all_marks.end())
            fail(fmt::format(
                "there is no mark '{}'{}; marks are {}", word, did_you_mean(word, names),
                listed(names)));
        marks.push_back(*mark);
    }
    return marks;
}

Outcome<AnyQuantity> expected_value(std::string_view text, Unit unit, Currency currency) {
    text = trimmed(text);
    if (text.starts_with(no_value)) return reason_of(trimmed(text.substr(no_value.size())));
    const auto unreadable = [&](std::string_view why) {
        fail(fmt::format(
            "'{}' {}; write it as {}, or as no value: no_records", text, why,
            example(unit, currency)));
    };
    if (unit == Unit::date) {
        const auto day = try_parse_date(text);
        if (!day) unreadable("is no day");
        return AnyQuantity{Rational{day->time_since_epoch().count()}, unit};
    }
    std::string_view number = text;
    const bool has_suffix = take(number, suffix_of(unit)) && number != text;
    if (is_money_like(unit)) {
        if (!take(number, currency.code()))
            unreadable(fmt::format("is no amount in {}", currency.code()));
        if (!has_suffix && !suffix_of(unit).empty())
            unreadable(fmt::format("lacks the unit{}", suffix_of(unit)));
    }
    try {
        auto value = number_of(number);
        if (!value) unreadable("is no number");
        if (is_money_like(unit)) value = *value * Rational{currency.minor_per_major()};
        if (unit == Unit::ratio && has_suffix) value = *value / Rational{100};
        return AnyQuantity{*value, unit, currency};
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        unreadable("has too many digits");
    }
    return Reason::no_records;  // not reached: unreadable() throws
}

namespace {

/// With as few digits as say it exactly, but not fewer than those; nothing if it takes too many.
std::optional<std::string> decimal_text(const Rational& number, int digits, int most) {
    for (; digits <= most; ++digits)
        if (round_to(number, digits, Rounding::down) == number)
            return to_decimal_text(number, digits);
    return std::nullopt;
}

std::string exact_text(const AnyQuantity& quantity) {
    const Unit unit = quantity.unit();
    const Rational& exact = quantity.exact();
    if (unit == Unit::date) return to_text(date_of(quantity));
    if (unit == Unit::ratio) {
        const auto percent = decimal_text(exact * Rational{100}, 0, 4);
        return percent ? *percent + " %" : to_text(exact);
    }
    const Currency currency = quantity.currency();
    const Rational number =
        is_money_like(unit) ? exact / Rational{currency.minor_per_major()} : exact;
    const int digits = is_money_like(unit) && !number.is_whole() ? currency.minor_digits() : 0;
    std::string text = decimal_text(number, digits, most_digits).value_or(to_text(number));
    if (is_money_like(unit)) text += " " + std::string{currency.code()};
    return text += suffix_of(unit);
}

}  // namespace

}  // namespace detail

std::string golden_text(const Outcome<AnyQuantity>& value) {
    if (!value) return fmt::format("{} {}", detail::no_value, name(value.reason()));
    try {
        return detail::exact_text(*value);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        return to_text(value->exact());
    }
}

}  // namespace saleskpi::inline v0_3
