// SPDX-License-Identifier: MIT
#include "year_label.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t year_digits = 4;

std::string padded(int value, std::size_t digits) {
    std::string text = std::to_string(value);
    if (text.size() < digits) {
        text.insert(0, digits - text.size(), '0');
    }
    return text;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

/// The digits at the start of the text.
std::string_view take_digits(std::string_view& text) {
    const std::size_t length = (std::min)(text.find_first_not_of("0123456789"), text.size());
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

int number_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// Four digits, or the year 10000, in which a fiscal year may end.
bool is_year(std::string_view digits) { return digits.size() == year_digits || digits == "10000"; }

}  // namespace

std::string YearLabel::write(YearPart part) const {
    std::string text{before};
    text += padded(part.year, year_digits);
    text += between;
    if (digits > 0) {
        text += padded(part.number, static_cast<std::size_t>(digits));
    }
    return text;
}

std::optional<YearPart> YearLabel::read(std::string_view text) const {
    if (!take(text, before)) {
        return std::nullopt;
    }
    const std::string_view year = take_digits(text);
    if (!is_year(year) || !take(text, between)) {
        return std::nullopt;
    }
    const std::string_view number = take_digits(text);
    if (number.size() != static_cast<std::size_t>(digits) || !text.empty()) {
        return std::nullopt;
    }
    return YearPart{number_of(year), digits > 0 ? number_of(number) : 1};
}

}  // namespace saleskpi::inline v0_3::detail
