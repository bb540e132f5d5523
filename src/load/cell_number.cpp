// SPDX-License-Identifier: MIT
#include "load/cell_number.hpp"

#include "load/number_text.hpp"
#include "value/digits.hpp"

#include <saleskpi/value/rounding.hpp>

#include <algorithm>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int most_places = 9;

std::optional<Rational> plain(std::string_view text) {
    constexpr std::size_t most_digits = 18;
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    std::string digits{text.substr(0, point)};
    std::size_t decimals = 0;
    if (point != std::string_view::npos) {
        std::string_view behind = text.substr(point + 1);
        while (behind.ends_with('0'))
            behind.remove_suffix(1);
        decimals = behind.size();
        digits += behind;
    }
    const std::size_t first = digits.find_first_not_of('0');
    if (digits.empty() || (first != std::string::npos && digits.size() - first > most_digits) ||
        decimals > most_digits)
        return std::nullopt;
    std::int64_t number = 0;
    for (const char digit : digits) {
        if (!is_digit(digit)) return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    std::int64_t unit = 1;
    for (std::size_t i = 0; i < decimals; ++i)
        unit *= 10;
    return Rational{is_negative ? -number : number, unit};
}

}  // namespace

std::optional<Rational> number_of_text(std::string_view text, const NumberFormat& format) {
    const auto number = plain_number(text, format);
    const auto exact = number ? plain(number->text) : std::nullopt;
    if (!exact || !number->percent) return exact;
    return *exact / Rational{100};
}

std::optional<Rational> number_of(const Cell& cell, const NumberFormat& format) {
    if (cell.kind == Cell::Kind::nested) return std::nullopt;
    if (cell.kind != Cell::Kind::number) return number_of_text(cell.text, format);
    const auto without = without_exponent(cell.text);
    return without ? plain(*without) : std::nullopt;
}

std::string plain_text(const Rational& number) {
    std::string text = to_decimal_text(number, most_places, Rounding::half_even);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
