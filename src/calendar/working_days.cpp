// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include <saleskpi/calendar/working_days.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

/// Both of these days are.
void require_in_calendar(const Window& days) {
    if (days.first < earliest_date || days.until > latest_date)
        detail::fail(
            ErrorCode::invalid_date, "working days are those from 0001-01-01 to 9999-12-31");
}

}  // namespace

WorkingDays::WorkingDays(std::initializer_list<date::weekday> week, std::vector<Date> holidays)
    : WorkingDays{on({week.begin(), week.size()}).without(Holidays{.days = std::move(holidays)})} {}

WorkingDays WorkingDays::on(std::span<const date::weekday> week) {
    unsigned bits = 0;
    for (const date::weekday day : week)
        bits |= 1U << day.c_encoding();
    return WorkingDays(static_cast<std::uint8_t>(bits), Holidays{});
}

WorkingDays WorkingDays::without(Holidays holidays) const {
    std::vector<Date>& days = holidays.days;
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const auto is_unknown = [&](Date day) { return !holidays.valid.contains(day); };
    const auto wrong = std::find_if(days.begin(), days.end(), is_unknown);
    if (wrong != days.end())
        throw Error{
            ErrorCode::invalid_argument, "the holiday " + to_text(*wrong) +
                                             " lies outside the days for which the list is valid"};
    if (!detail::is_utf8(holidays.source))
        throw Error{
            ErrorCode::invalid_argument,
            "the source of the holidays, '" + holidays.source + "', is not UTF-8"};
    WorkingDays result = *this;
    result.holidays_ = std::move(holidays);
    return result;
}

void WorkingDays::require_known(const Window& days) const {
    if (holidays_.outside == Holidays::Outside::weekdays_only) return;
    const Window& valid = holidays_.valid;
    if (days.first >= valid.first && days.until <= valid.until) return;
    const Date unknown =
        days.first < valid.first ? days.first : (std::max)(days.first, valid.until);
    throw Error{
        ErrorCode::invalid_date,
        "the holidays" + (holidays_.source.empty() ? "" : " of " + holidays_.source) +
            " are known from " + to_text(valid.first) + " to " +
            to_text(valid.until - date::days{1}) + ", not on " + to_text(unknown)};
}

bool WorkingDays::contains(Date day) const {
    require_in_calendar({day, day});
    require_known({day, day + date::days{1}});
    return works_on(date::weekday{day}) &&
           !std::binary_search(holidays_.days.begin(), holidays_.days.end(), day);
}

std::int64_t WorkingDays::count(const Window& window) const {
    if (window.empty()) return 0;
    require_in_calendar({window.first, window.until - date::days{1}});
    require_known(window);
    std::int64_t days_a_week = 0;
    for (unsigned day = 0; day < 7; ++day)
        days_a_week += works_on(date::weekday{day}) ? 1 : 0;
    const std::int64_t weeks = window.days() / 7;
    std::int64_t n = weeks * days_a_week;
    for (Date day = window.until - date::days{window.days() % 7}; day < window.until;
         day += date::days{1})
        n += works_on(date::weekday{day}) ? 1 : 0;
    const auto& off = holidays_.days;
    const auto begin = std::lower_bound(off.begin(), off.end(), window.first);
    const auto end = std::lower_bound(begin, off.end(), window.until);
    return n - std::count_if(begin, end, [this](Date day) { return works_on(date::weekday{day}); });
}

}  // namespace saleskpi::inline v0_3
