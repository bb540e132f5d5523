// SPDX-License-Identifier: MIT
// Values as text through fmt. All take [[fill]align][width]:
//   Rational "1438/2249"   Decimal "0.25"   Currency "USD"   Money "1234.50 USD"
//   Unit "money_per_day"   Reason "no_target"
// Quantities take [[fill]align][width][.digits] or [[fill]align][width]x, the exact fraction in base
// units (money: minor units), and are rounded half up:
//   money  "1234.50 USD"   count  "12", or "2.50" if not whole   ratio "63.94 %"
//   days   "12.5 days"     months "3.0 months"                   points "1.00 points"
//   score  as count        per day or month "4065.22 USD/day", "2.50/day"
// An Outcome is formatted as its value, or as the name of the reason why there is none.
// Threads: formatters and functions without state, for any number at once.
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/quantity_text.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/reason.hpp>
#include <saleskpi/value/unit.hpp>

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

namespace detail {

inline std::string text_of(const Rational& value) { return to_text(value); }
inline std::string text_of(Decimal value) { return to_text(value); }
inline std::string text_of(Currency value) { return value.code(); }
inline std::string text_of(Money value) { return to_text(value); }
inline std::string_view text_of(Reason value) { return name(value); }
inline std::string_view text_of(Unit value) { return name(value); }

/// Text with fill, alignment and width.
struct LaidOutText : fmt::formatter<std::string_view> {
    template <class Context>
    auto write(std::string_view text, Context& context) const {
        return fmt::formatter<std::string_view>::format(text, context);
    }
};

template <class T>
struct TextFormatter : LaidOutText {
    template <class Context>
    auto format(const T& value, Context& context) const {
        return write(text_of(value), context);
    }
};

/// Reads the end of the spec, where digits and x stand, and leaves the layout to fmt.
struct QuantityFormatter : LaidOutText {
    constexpr auto parse(fmt::format_parse_context& context) {
        const char* const begin = context.begin();
        const char* end = begin;
        while (end != context.end() && *end != '}') {
            ++end;
        }
        const char* const layout_end = take_style(begin, end);
        fmt::format_parse_context layout(
            fmt::string_view(begin, static_cast<std::size_t>(layout_end - begin)));
        if (LaidOutText::parse(layout) != layout_end) {
            throw fmt::format_error("a quantity takes [[fill]align][width] and .digits or x");
        }
        return end;
    }

    template <class Context>
    auto format(const AnyQuantity& quantity, Context& context) const {
        return write(to_text(quantity, style_), context);
    }

private:
    static constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }

    constexpr const char* take_style(const char* begin, const char* end) {
        if (begin != end && end[-1] == 'x') {
            style_.exact = true;
            return end - 1;
        }
        const char* number = end;
        while (number != begin && is_digit(number[-1])) {
            --number;
        }
        if (number == begin || number == end || number[-1] != '.') {
            return end;
        }
        if (end - number > 2) {
            throw fmt::format_error("a quantity takes at most 99 digits");
        }
        int digits = 0;
        for (const char* at = number; at != end; ++at) {
            digits = digits * 10 + (*at - '0');
        }
        style_.digits = digits;
        return number - 1;
    }

    QuantityStyle style_;
};

}  // namespace detail
}  // namespace saleskpi::inline v0_3

template <>
struct fmt::formatter<saleskpi::Rational> : saleskpi::detail::TextFormatter<saleskpi::Rational> {};
template <>
struct fmt::formatter<saleskpi::Decimal> : saleskpi::detail::TextFormatter<saleskpi::Decimal> {};
template <>
struct fmt::formatter<saleskpi::Currency> : saleskpi::detail::TextFormatter<saleskpi::Currency> {};
template <>
struct fmt::formatter<saleskpi::Money> : saleskpi::detail::TextFormatter<saleskpi::Money> {};
template <>
struct fmt::formatter<saleskpi::Reason> : saleskpi::detail::TextFormatter<saleskpi::Reason> {};
template <>
struct fmt::formatter<saleskpi::Unit> : saleskpi::detail::TextFormatter<saleskpi::Unit> {};
template <>
struct fmt::formatter<saleskpi::AnyQuantity> : saleskpi::detail::QuantityFormatter {};
template <saleskpi::Unit U>
struct fmt::formatter<saleskpi::Quantity<U>> : saleskpi::detail::QuantityFormatter {};

template <class T>
struct fmt::formatter<saleskpi::Outcome<T>> : fmt::formatter<T> {
    template <class Context>
    auto format(const saleskpi::Outcome<T>& outcome, Context& context) const {
        if (outcome) {
            return fmt::formatter<T>::format(*outcome, context);
        }
        const std::string_view reason = saleskpi::name(outcome.reason());
        if constexpr (std::derived_from<fmt::formatter<T>, saleskpi::detail::LaidOutText>) {
            return this->write(reason, context);
        } else {
            return fmt::format_to(context.out(), "{}", reason);
        }
    }
};
