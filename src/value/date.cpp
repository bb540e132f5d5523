// SPDX-License-Identifier: MIT
#include "digits.hpp"
#include "value/parsed.hpp"

#include <saleskpi/value/date.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstddef>

namespace saleskpi::inline v0_3 {
namespace {

constexpr std::string_view month_names = "janfebmaraprmayjunjulaugsepoctnovdec";

/// Takes a number of at least and at most so many digits off the front of the text.
std::optional<unsigned> take_number(std::string_view& text, std::size_t least, std::size_t most) {
    unsigned number = 0;
    std::size_t taken = 0;
    while (taken < most && taken < text.size() && detail::is_digit(text[taken])) {
        number = number * 10 + static_cast<unsigned>(text[taken] - '0');
        ++taken;
    }
    if (taken < least) {
        return std::nullopt;
    }
    text.remove_prefix(taken);
    return number;
}

/// Takes "Jan".."Dec" in any case off the front of the text: 1..12.
std::optional<unsigned> take_month_name(std::string_view& text) {
    char name[3] = {};
    for (std::size_t at = 0; at < 3; ++at) {
        if (at == text.size()) {
            return std::nullopt;
        }
        name[at] =
            text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
    }
    for (std::size_t at = 0; at < month_names.size(); at += 3) {
        if (month_names.substr(at, 3) == std::string_view(name, 3)) {
            text.remove_prefix(3);
            return static_cast<unsigned>(at / 3 + 1);
        }
    }
    return std::nullopt;
}

struct Fields {
    std::optional<unsigned> year;
    std::optional<unsigned> month;
    std::optional<unsigned> day;
};

/// Takes one conversion off the front of the text; `least` digits for a month or a day.
bool take_field(char conversion, std::string_view& text, std::size_t least, Fields& fields) {
    switch (conversion) {
        case 'Y':
            fields.year = take_number(text, 4, 4);
            return fields.year.has_value();
        case 'y':
            fields.year = take_number(text, 2, 2);
            if (fields.year) {
                *fields.year += *fields.year < 69 ? 2000 : 1900;
            }
            return fields.year.has_value();
        case 'm':
            fields.month = take_number(text, least, 2);
            return fields.month.has_value();
        case 'b':
            fields.month = take_month_name(text);
            return fields.month.has_value();
        case 'd':
            fields.day = take_number(text, least, 2);
            return fields.day.has_value();
        default:
            return false;
    }
}

void require_complete(std::string_view pattern) {
    int years = 0;
    int months = 0;
    int days = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '%') {
            continue;
        }
        ++at;
        const char conversion = at < pattern.size() ? pattern[at] : '\0';
        years += conversion == 'Y' || conversion == 'y';
        months += conversion == 'm' || conversion == 'b';
        days += conversion == 'd';
        if (std::string_view("Yymbd%").find(conversion) == std::string_view::npos) {
            throw Error(
                ErrorCode::invalid_argument, "the date pattern \"" + std::string(pattern) +
                                                 "\" has a % that is not %Y %y %m %b %d %%");
        }
    }
    if (years != 1 || months != 1 || days != 1) {
        throw Error(
            ErrorCode::invalid_argument,
            "the date pattern \"" + std::string(pattern) +
                "\" must give the year, the month and the day once each");
    }
}

}  // namespace

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
    return detail::is_day(year, month, day) ? std::optional(date_of(year, month, day))
                                            : std::nullopt;
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
    const std::optional<unsigned> year = take_number(year_text, 4, 4);
    const std::optional<unsigned> month = take_number(month_text, 2, 2);
    const std::optional<unsigned> day = take_number(day_text, 2, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    return make_date(static_cast<int>(*year), *month, *day);
}

std::optional<Date> try_parse_date(std::string_view text, std::string_view pattern) {
    require_complete(pattern);
    Fields fields;
    bool after_field = false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool is_field = pattern[at] == '%' && pattern[at + 1] != '%';
        if (is_field) {
            const bool before_field =
                at + 2 < pattern.size() && pattern[at + 2] == '%' && pattern[at + 3] != '%';
            const std::size_t least = after_field || before_field ? 2 : 1;
            if (!take_field(pattern[at + 1], text, least, fields)) {
                return std::nullopt;
            }
            ++at;
        } else {
            at += pattern[at] == '%' ? 1 : 0;
            if (text.empty() || text.front() != pattern[at]) {
                return std::nullopt;
            }
            text.remove_prefix(1);
        }
        after_field = is_field;
    }
    if (!text.empty()) {
        return std::nullopt;
    }
    return make_date(static_cast<int>(*fields.year), *fields.month, *fields.day);
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
