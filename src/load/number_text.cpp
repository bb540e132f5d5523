// SPDX-License-Identifier: MIT
#include "load/number_text.hpp"

#include "load/text.hpp"
#include "value/digits.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int largest_exponent = 100;

bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// Takes the word off the front or off the end.
bool take_front(std::string_view& text, std::string_view word) {
    if (word.empty() || !text.starts_with(word)) return false;
    text = trimmed(text.substr(word.size()));
    return true;
}
bool take_end(std::string_view& text, std::string_view word) {
    if (word.empty() || !text.ends_with(word)) return false;
    text = trimmed(text.substr(0, text.size() - word.size()));
    return true;
}

/// Joins groups of digits. They must look like groups, "1,234,567" or "12,34,567": taking any
/// separator out would make 123 of "1,23", where a comma stands for the decimal point.
bool append_groups(std::string_view text, std::string_view separator, std::string& digits) {
    bool is_first = true;
    for (;;) {
        const std::size_t end = separator.empty() ? std::string_view::npos : text.find(separator);
        const std::string_view group = text.substr(0, end);
        const bool is_last = end == std::string_view::npos;
        if (!are_digits(group)) return false;
        if (!(is_first && is_last)) {
            const std::size_t least = is_first ? 1 : is_last ? 3 : 2;
            if (group.size() < least || group.size() > 3) return false;
        }
        digits += group;
        if (is_last) return true;
        text.remove_prefix(end + separator.size());
        is_first = false;
    }
}

}  // namespace

std::optional<PlainNumber> plain_number(std::string_view text, const NumberFormat& format) {
    PlainNumber number;
    text = trimmed(text);
    const auto take_sign = [&] {
        if (take_front(text, "-"))
            number.text = "-";
        else if (!take_front(text, "+"))
            return false;
        return true;
    };
    bool has_sign = take_sign();
    const bool has_currency = take_front(text, format.currency_sign);
    if (has_currency && !has_sign) has_sign = take_sign();
    if (!has_currency) take_end(text, format.currency_sign);
    number.percent = take_end(text, "%");

    const std::size_t mark = (std::min)(text.find(format.decimal_mark), text.size());
    const std::string_view fraction = text.substr((std::min)(mark + 1, text.size()));
    if (mark < text.size() && fraction.empty()) return std::nullopt;
    if (text.empty() || !are_digits(fraction)) return std::nullopt;
    if (!append_groups(text.substr(0, mark), format.thousands_separator, number.text))
        return std::nullopt;
    if (!fraction.empty()) {
        number.text += '.';
        number.text += fraction;
    }
    return number;
}

std::optional<std::int64_t> simple_number(std::string_view text, char decimal_mark, int places) {
    constexpr std::size_t most_digits = 18;  // any so many fit in 64 bits
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    if (text.empty() || text.size() + static_cast<std::size_t>(places) > most_digits ||
        !is_digit(text.front()) || !is_digit(text.back()))
        return std::nullopt;
    std::int64_t number = 0;
    int missing_places = places;
    bool is_fraction = false;
    for (const char c : text) {
        if (is_digit(c)) {
            number = number * 10 + (c - '0');
            missing_places -= is_fraction ? 1 : 0;
        } else if (c == decimal_mark && !is_fraction) {
            is_fraction = true;
        } else {
            return std::nullopt;
        }
    }
    if (missing_places < 0) return std::nullopt;
    for (; missing_places > 0; --missing_places)
        number *= 10;
    return is_negative ? -number : number;
}

std::optional<std::string> without_exponent(std::string_view number) {
    const std::size_t mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return std::string{number};
    std::string_view mantissa = number.substr(0, mark);
    std::string_view power = number.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int exponent = 0;
    const auto end = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (end.ec != std::errc{} || exponent < -largest_exponent || exponent > largest_exponent)
        return std::nullopt;

    const bool is_negative = mantissa.starts_with('-');
    if (is_negative) mantissa.remove_prefix(1);
    const std::size_t point = (std::min)(mantissa.find('.'), mantissa.size());
    std::string digits{mantissa.substr(0, point)};
    digits += mantissa.substr((std::min)(point + 1, mantissa.size()));
    int whole = static_cast<int>(point) + exponent;  // digits before the point
    if (whole < 1) {
        digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
        whole = 1;
    }
    if (digits.size() < static_cast<std::size_t>(whole))
        digits.append(static_cast<std::size_t>(whole) - digits.size(), '0');
    if (digits.size() > static_cast<std::size_t>(whole))
        digits.insert(static_cast<std::size_t>(whole), 1, '.');
    return is_negative ? "-" + digits : digits;
}

bool has_more_decimals(std::string_view plain, int places) {
    const std::size_t point = plain.find('.');
    if (point == std::string_view::npos) return false;
    const std::size_t last = plain.find_last_not_of('0');
    return last > point + static_cast<std::size_t>(places);
}

}  // namespace saleskpi::inline v0_3::detail
