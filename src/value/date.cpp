// SPDX-License-Identifier: MIT
#include "value/clock_text.hpp"
#include "value/parsed.hpp"
#include "value/written_time.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstddef>

namespace saleskpi::inline v0_3 {

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
    if (!detail::is_day(year, month, day)) return std::nullopt;
    return Date{date::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

void detail::this_day_does_not_exist(int year, unsigned month, unsigned day) {
    throw Error(
        ErrorCode::invalid_date, "there is no day " + std::to_string(year) + "-" +
                                     std::to_string(month) + "-" + std::to_string(day) +
                                     " in the years 1 to 9999");
}

std::optional<Date> try_parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    std::string_view year_text = text.substr(0, 4);
    std::string_view month_text = text.substr(5, 2);
    std::string_view day_text = text.substr(8, 2);
    const std::optional<unsigned> year = detail::take_number(year_text, 4, 4);
    const std::optional<unsigned> month = detail::take_number(month_text, 2, 2);
    const std::optional<unsigned> day = detail::take_number(day_text, 2, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    return make_date(static_cast<int>(*year), *month, *day);
}

std::optional<Date> try_parse_date(std::string_view text, std::string_view pattern) {
    detail::require_time_pattern(pattern);
    if (detail::gives_month(pattern))
        throw Error(
            ErrorCode::invalid_argument,
            "the date pattern \"" + std::string(pattern) + "\" gives a month, and no day");
    if (detail::gives_instant(pattern))
        throw Error(
            ErrorCode::invalid_argument,
            "the date pattern \"" + std::string(pattern) +
                "\" gives an instant, whose day is that of a time zone");
    detail::WrittenTime time;
    const bool is_good = detail::read_time(text, pattern, time) == detail::TimeForm::good;
    return is_good ? std::optional(time.day) : std::nullopt;
}

std::string to_text(Date day) {
    // A year of date::year has 16 bits, which the 32 of a day exceed by far: whole rounds of the
    // calendar are added behind it.
    constexpr int days_per_round = 146097;
    constexpr int years_per_round = 400;
    const int rounds = day.time_since_epoch().count() / days_per_round;
    const date::year_month_day ymd(day - date::days(rounds * days_per_round));
    const auto two_digits = [](unsigned number) {
        return std::string{
            static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
    };
    const int year = static_cast<int>(ymd.year()) + rounds * years_per_round;
    const std::string digits = std::to_string(year < 0 ? -year : year);
    return (year < 0 ? "-" : "") + std::string(4 - (std::min)(digits.size(), std::size_t{4}), '0') +
           digits + '-' + two_digits(static_cast<unsigned>(ymd.month())) + '-' +
           two_digits(static_cast<unsigned>(ymd.day()));
}

Date parse_date(std::string_view text) {
    return detail::parsed(
        try_parse_date(text), text, "no day, such as 2025-03-01", ErrorCode::invalid_date);
}

Date parse_date(std::string_view text, std::string_view pattern) {
    return detail::parsed(
        try_parse_date(text, pattern), text, fmt::format("no day of the form {}", pattern),
        ErrorCode::invalid_date);
}

}  // namespace saleskpi::inline v0_3
