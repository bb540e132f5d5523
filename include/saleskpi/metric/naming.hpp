// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/metric.hpp>

#include <cstdint>
#include <string_view>

/// Ids and titles of metrics made by operators: "attainment(revenue)", "Revenue, attainment".
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

constexpr std::string_view name(Shift shift) {
    return shift == Shift::previous         ? "previous"
           : shift == Shift::year_over_year ? "year_over_year"
                                            : "same_weekday";
}
constexpr std::string_view name(Ties ties) {
    return ties == Ties::competition ? "competition" : "dense";
}
constexpr std::string_view name(Fit fit) { return fit == Fit::pearson ? "pearson" : "spearman"; }
constexpr std::string_view name(Over points) {
    return points == Over::groups ? "groups" : "periods";
}
constexpr std::string_view name(Convention convention) {
    return convention == Convention::two_part   ? "two_part"
           : convention == Convention::midpoint ? "midpoint"
                                                : "three_part";
}

namespace detail {

/// "40" or "2/5".
constexpr ShortText number_text(const Rational& number) {
    ShortText text;
    const auto append = [&text](int128 n) {
        char digits[40] = {};
        std::size_t first = sizeof digits;
        for (int128 rest = n; rest != 0 || first == sizeof digits; rest /= 10)
            digits[--first] = static_cast<char>('0' + static_cast<int>(rest % 10));
        text.append({digits + first, sizeof digits - first});
    };
    if (number.sign() < 0) text.append("-");
    append(number.sign() < 0 ? -number.numerator() : number.numerator());
    if (number.denominator() == 1) return text;
    text.append("/");
    append(number.denominator());
    return text;
}

/// The name of a dimension or a level as an argument.
constexpr ShortText argument_text(std::string_view name) {
    ShortText text;
    append_argument(text, name);
    return text;
}

template <class Text>
constexpr void append(Text& text, std::string_view more) {
    text.append(more);
}
template <class Text>
constexpr void append(Text& text, const Rational& number) {
    const ShortText more = number_text(number);
    text.append(more.view());
}

template <AnyMetric M, class... Arguments>
constexpr auto call_text(std::string_view function, const M& m, const Arguments&... arguments) {
    typename M::Text text{function};
    text.append("(").append(m.id());
    ((text.append(", "), append(text, arguments)), ...);
    text.append(")");
    return text;
}

/// "Revenue, attainment"; "Revenue, rolling 3 periods". What tells two metrics apart that an operator
/// makes of one stands in the title too: a text table shows nothing else.
template <AnyMetric M, class... Parts>
constexpr auto title_text(const M& m, std::string_view of_it, const Parts&... more) {
    typename M::Text text{m.title()};
    text.append(of_it);
    (append(text, more), ...);
    return text;
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
