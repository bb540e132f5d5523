// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/metric.hpp>

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// Ids and titles of metrics that functions make: "attainment(revenue)", "Revenue, attainment".
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

/// A name that anybody may have given: as it is, or in quotes where it is not one word.
struct GivenName {
    std::string_view name;
};

template <class Text>
constexpr void append(Text& text, std::string_view more) {
    text.append(more);
}
template <class Text>
constexpr void append(Text& text, const Rational& number) {
    const ShortText more = number_text(number);
    text.append(more.view());
}
template <class Text>
constexpr void append(Text& text, const GivenName& given) {
    bool is_word = !given.name.empty() && (given.name.front() < '0' || given.name.front() > '9');
    for (const char c : given.name)
        is_word = is_word && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_');
    if (is_word) {
        text.append(given.name);
        return;
    }
    text.append("\"");
    for (const char c : given.name) {
        if (c == '"' || c == '\\') text.append("\\");
        text.append({&c, 1});
    }
    text.append("\"");
}

/// "stage_conversion(Demo, Proposal)", "rolling(revenue, 3)".
template <class Text, class First, class... More>
constexpr Text call_text_of(std::string_view function, const First& first, const More&... more) {
    Text text{function};
    text.append("(");
    append(text, first);
    ((text.append(", "), append(text, more)), ...);
    text.append(")");
    return text;
}

template <AnyMetric M, class... Arguments>
constexpr auto call_text(std::string_view function, const M& m, const Arguments&... arguments) {
    return call_text_of<typename M::Text>(function, m.id(), arguments...);
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

/// What stands for an argument: a number, or a name.
constexpr Rational argument(int number) { return Rational{number}; }
constexpr GivenName argument(std::string_view name) { return {name}; }

}  // namespace detail

/// The id of a metric that a function of names and numbers makes: "stage_conversion(Demo, Proposal)".
/// A name that is not one word is in quotes.
template <class... Arguments>
    requires(sizeof...(Arguments) > 0)
constexpr ShortText call_text(std::string_view function, const Arguments&... arguments) {
    return detail::call_text_of<ShortText>(function, detail::argument(arguments)...);
}

/// Texts and whole numbers one after the other, for its title: "Time in Demo".
template <class... Words>
constexpr ShortText joined_text(std::string_view first, const Words&... more) {
    ShortText text{first};
    [[maybe_unused]] const auto append = [&text](const auto& word) {
        if constexpr (std::integral<std::remove_cvref_t<decltype(word)>>)
            detail::append(text, Rational{word});
        else
            detail::append(text, std::string_view{word});
    };
    (append(more), ...);
    return text;
}

}  // namespace saleskpi::inline v0_3
