// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/text.hpp>

#include <string_view>

/// Ids and titles of the KPIs that are functions: "stage_conversion(Demo, Proposal)".
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

constexpr void append_number(ShortText& text, int number) {
    if (number < 0) text.append("-");
    unsigned rest = number < 0 ? 0U - static_cast<unsigned>(number) : static_cast<unsigned>(number);
    char digits[12] = {};
    int first = 12;
    do {
        digits[--first] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    text.append({digits + first, static_cast<std::size_t>(12 - first)});
}

constexpr ShortText call_text(std::string_view function, int number) {
    ShortText text{function};
    text.append("(");
    append_number(text, number);
    return text.append(")");
}

constexpr ShortText call_text(std::string_view function, std::string_view name) {
    ShortText text{function};
    text.append("(");
    append_argument(text, name);
    return text.append(")");
}

constexpr ShortText call_text(
    std::string_view function, std::string_view first, std::string_view second) {
    ShortText text{function};
    text.append("(");
    append_argument(text, first);
    text.append(", ");
    append_argument(text, second);
    return text.append(")");
}

constexpr ShortText windowed_title(std::string_view title, int days) {
    ShortText text{title};
    append_number(text, days);
    return text.append(days == 1 ? " day" : " days");
}

constexpr ShortText joined_text(
    std::string_view before,
    std::string_view name,
    std::string_view between = {},
    std::string_view second = {}) {
    ShortText text{before};
    return text.append(name).append(between).append(second);
}

}  // namespace saleskpi::inline v0_3::detail
