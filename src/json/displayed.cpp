// SPDX-License-Identifier: MIT
#include "displayed.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/day_quantity.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace saleskpi::inline v0_3::detail {

namespace {

double with_12_digits(double number) {
    std::array<char, 32> buffer{};
    char* const begin = buffer.data();
    const auto end =
        std::to_chars(begin, begin + buffer.size(), number, std::chars_format::general, 12);
    double rounded = 0;
    std::from_chars(begin, end.ptr, rounded);
    return rounded;
}

template <class Number>
void append(std::string& json, Number number) {
    std::array<char, 32> buffer{};
    char* const begin = buffer.data();
    json.append(begin, std::to_chars(begin, begin + buffer.size(), number).ptr);
}
void append(std::string& json, const std::string& day) { json.append("\"").append(day) += '"'; }

std::string money_unit(Currency currency) {
    const std::int64_t minor = currency.minor_per_major();
    return minor == 1 ? "1 " + currency.code() : fmt::format("1/{} {}", minor, currency.code());
}

}  // namespace

std::variant<std::int64_t, double, std::string> displayed(const AnyQuantity& quantity) {
    if (quantity.unit() == Unit::date) return to_text(date_of(quantity));
    constexpr int128 largest = int128{1} << 53U;
    const int128 minor_per_major = quantity.currency().minor_per_major();
    const Rational& exact = quantity.exact();
    if (exact.is_whole() && exact.numerator() % minor_per_major == 0) {
        const int128 whole = exact.numerator() / minor_per_major;
        if (-largest <= whole && whole <= largest) return static_cast<std::int64_t>(whole);
    }
    return with_12_digits(quantity.to_double());
}

void append_value_and_exact(std::string& json, const AnyQuantity& quantity) {
    json += "\"value\":";
    std::visit([&](const auto& value) { append(json, value); }, displayed(quantity));
    json += ",\"exact\":\"";
    json += to_text(quantity.exact());
    json += '"';
}

std::string exact_unit(Unit unit, Currency currency) {
    switch (unit) {
        case Unit::money:
            return money_unit(currency);
        case Unit::money_per_day:
            return money_unit(currency) + " per day";
        case Unit::money_per_working_day:
            return money_unit(currency) + " per working day";
        case Unit::money_per_month:
            return money_unit(currency) + " per month";
        case Unit::money_months:
            return money_unit(currency) + " times 1 month";
        case Unit::days:
            return "1 day";
        case Unit::working_days:
            return "1 working day";
        case Unit::months:
            return "1 month";
        case Unit::points:
            return "1 point";
        case Unit::percentage_points:
            return "1 percentage point";
        case Unit::count_per_day:
            return "1 per day";
        case Unit::count_per_working_day:
            return "1 per working day";
        case Unit::date:
            return "1 day since 1970-01-01";
        case Unit::count:
        case Unit::ratio:
        case Unit::score:
        case Unit::coefficient:
            break;
    }
    return "1";
}

}  // namespace saleskpi::inline v0_3::detail
