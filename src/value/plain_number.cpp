// SPDX-License-Identifier: MIT
#include "value/plain_number.hpp"

#include "value/exact.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/rounding.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int most_digits = 12;
constexpr std::uint64_t parts_of_one = 1'000'000'000'000;  // 10 to the power of most_digits

/// How many of the twelve digits after the point are written.
int digits_needed(std::uint64_t parts) {
    int digits = most_digits;
    for (; digits > 0 && parts % 10 == 0; --digits)
        parts /= 10;
    return digits;
}

/// The digits after the point, the first few of the twelve that `parts` are.
void append_fraction(std::string& text, std::uint64_t parts, int digits) {
    std::array<char, most_digits + 1> places{'.'};
    for (std::size_t at = most_digits; at > 0; --at) {
        places[at] = static_cast<char>('0' + parts % 10);
        parts /= 10;
    }
    text.append(places.data(), static_cast<std::size_t>(digits) + 1);
}

/// Where the parts of the fraction are small enough for arithmetic of 128 bits.
bool is_small(const Rational& exact) {
    constexpr int128 most = std::numeric_limits<std::int64_t>::max();
    constexpr int128 most_below = int128{1} << 56U;
    return -most <= exact.numerator() && exact.numerator() <= most &&
           exact.denominator() <= most_below;
}

void append_small(std::string& text, const Rational& exact, Currency currency) {
    const uint128 above = magnitude(exact.numerator());
    const uint128 below = static_cast<uint128>(exact.denominator()) *
                          static_cast<std::uint64_t>(currency.minor_per_major());
    auto whole = static_cast<std::uint64_t>(above / below);
    auto parts =
        static_cast<std::uint64_t>((above % below * parts_of_one * 2 + below) / (below * 2));
    if (parts == parts_of_one) {
        ++whole;
        parts = 0;
    }
    const int digits =
        !currency.is_none() && exact.is_whole() ? currency.minor_digits() : digits_needed(parts);
    if (exact.sign() < 0 && (whole > 0 || parts > 0)) text += '-';
    std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), whole);
    text.append(buffer.data(), end.ptr);
    if (digits > 0) append_fraction(text, parts, digits);
}

}  // namespace

void append_plain_number(std::string& text, const AnyQuantity& quantity) {
    if (quantity.unit() == Unit::date) {
        text += to_text(date_of(quantity));
        return;
    }
    const Rational& exact = quantity.exact();
    const Currency currency = quantity.currency();
    if (is_small(exact)) {
        append_small(text, exact, currency);
        return;
    }
    const Rational number = scaled(exact, 1, currency.minor_per_major());
    if (!currency.is_none() && exact.is_whole()) {
        text += to_decimal_text(number, currency.minor_digits());
        return;
    }
    text += to_decimal_text(number, most_digits);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
}

}  // namespace saleskpi::inline v0_3::detail
