// SPDX-License-Identifier: MIT
#include "digits.hpp"

#include <saleskpi/value/gcd.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::string digits_of(uint128 number) {
    char buffer[39];
    char* const end = buffer + sizeof buffer;
    char* first = end;
    do {
        *--first = static_cast<char>('0' + static_cast<int>(number % 10));
        number /= 10;
    } while (number != 0);
    return std::string(first, end);
}

std::string with_point(std::int64_t number, int places) {
    std::string digits = digits_of(magnitude(number));
    const auto wanted = static_cast<std::size_t>(places);
    if (digits.size() <= wanted) {
        digits.insert(0, wanted + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - wanted, 1, '.');
    }
    return number < 0 ? "-" + digits : digits;
}

std::optional<std::int64_t> parse_fixed(std::string_view text, int places) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    const std::size_t point = (std::min)(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr((std::min)(point + 1, text.size()));
    if (whole.empty() && fraction.empty()) {
        return std::nullopt;
    }
    if (point < text.size() && fraction.empty()) {
        return std::nullopt;
    }

    std::int64_t value = 0;
    // Digits are taken with their sign, because the smallest int64 has no positive twin.
    const auto append = [&value, negative](int digit) {
        return !__builtin_mul_overflow(value, 10, &value) &&
               !__builtin_add_overflow(value, negative ? -digit : digit, &value);
    };
    for (const char character : whole) {
        if (!is_digit(character) || !append(character - '0')) {
            return std::nullopt;
        }
    }
    int taken = 0;
    for (const char character : fraction) {
        if (!is_digit(character)) {
            return std::nullopt;
        }
        if (taken == places) {
            if (character != '0') {
                return std::nullopt;
            }
            continue;
        }
        if (!append(character - '0')) {
            return std::nullopt;
        }
        ++taken;
    }
    for (; taken < places; ++taken) {
        if (!append(0)) {
            return std::nullopt;
        }
    }
    return value;
}

std::optional<int128> parse_digits(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    int128 value = 0;
    for (const char character : text) {
        if (!is_digit(character) || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, character - '0', &value)) {
            return std::nullopt;
        }
    }
    return value;
}

}  // namespace saleskpi::inline v0_3::detail
