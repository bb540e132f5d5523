// SPDX-License-Identifier: MIT
#include "value/clock_text.hpp"

#include "value/digits.hpp"

#include <array>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Takes a number below the limit.
bool take_below(std::string_view& text, std::size_t least, unsigned limit, unsigned& to) {
    const auto number = take_number(text, least, 2);
    if (!number || *number >= limit) return false;
    to = *number;
    return true;
}

/// The digits of a fraction, however many; what is finer than a thousandth is cut off.
bool take_fraction(std::string_view& text, unsigned& thousandths) {
    std::size_t digits = 0;
    thousandths = 0;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), ++digits)
        if (digits < 3) thousandths = thousandths * 10 + static_cast<unsigned>(text.front() - '0');
    for (std::size_t at = digits; at < 3; ++at)
        thousandths *= 10;
    return digits > 0;
}

/// "AM", "p.m.", in any case.
bool take_half(std::string_view& text, std::optional<bool>& is_afternoon) {
    constexpr auto words = std::to_array<std::pair<std::string_view, bool>>(
        {{"am", false},
         {"a.m.", false},
         {"pm", true},
         {"p.m.", true},
         {"\u4E0A\u5348", false},
         {"\u4E0B\u5348", true}});
    for (const auto& [word, afternoon] : words) {
        bool is_same = text.size() >= word.size();
        for (std::size_t at = 0; is_same && at < word.size(); ++at)
            is_same = text[at] == word[at] ||
                      (word[at] >= 'a' && word[at] <= 'z' && text[at] == word[at] - 'a' + 'A');
        if (!is_same) continue;
        text.remove_prefix(word.size());
        is_afternoon = afternoon;
        return true;
    }
    return false;
}

/// "Z", "UTC", "GMT", "+01:00", "-0530", "+01".
bool take_offset(std::string_view& text, std::optional<std::chrono::minutes>& ahead) {
    for (const std::string_view word : {"Z", "z", "UTC", "GMT"})
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
            ahead = std::chrono::minutes{0};
            return true;
        }
    const bool is_west = text.starts_with('-');
    if (!is_west && !text.starts_with('+')) return false;
    text.remove_prefix(1);
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!take_below(text, 2, 24, hours)) return false;
    const bool has_colon = text.starts_with(':');
    if (has_colon) text.remove_prefix(1);
    if ((has_colon || (!text.empty() && is_digit(text.front()))) &&
        !take_below(text, 2, 60, minutes))
        return false;
    const std::chrono::minutes offset{hours * 60 + minutes};
    ahead = is_west ? -offset : offset;
    return true;
}

}  // namespace

bool ClockFields::take(
    char conversion, std::size_t least, bool dot_follows, std::string_view& text) {
    switch (conversion) {
        case 'H':
            return take_below(text, least, 24, hour);
        case 'I':
            hour_of_twelve = take_number(text, least, 2);
            return hour_of_twelve.has_value();
        case 'M':
            return take_below(text, least, 60, minute);
        case 'S':
            if (!take_below(text, least, 60, second)) return false;
            if (dot_follows || text.size() < 2 || (text[0] != '.' && text[0] != ',') ||
                !is_digit(text[1]))
                return true;
            text.remove_prefix(1);
            return take_fraction(text, thousandth);
        case 'f':
            return take_fraction(text, thousandth);
        case 'p':
            return take_half(text, is_afternoon);
        case 'z':
            return take_offset(text, ahead);
        default:
            return false;
    }
}

std::chrono::milliseconds ClockFields::time() const {
    const unsigned hours =
        hour_of_twelve ? *hour_of_twelve % 12 + (is_afternoon.value_or(false) ? 12 : 0) : hour;
    return std::chrono::hours{hours} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
           std::chrono::milliseconds{thousandth};
}

}  // namespace saleskpi::inline v0_3::detail
