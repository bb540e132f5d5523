// SPDX-License-Identifier: MIT
#include "support/slow_periods.hpp"

#include <date/date.h>

#include <algorithm>
#include <map>

namespace slow {

namespace {

constexpr date::days one_day{1};

unsigned days_in_month(Date day) {
    const date::year_month_day ymd{day};
    return static_cast<unsigned>((ymd.year() / ymd.month() / date::last).day());
}

bool is_fiscal(Grain grain) {
    return grain == Grain::fiscal_week || grain == Grain::fiscal_month ||
           grain == Grain::fiscal_quarter || grain == Grain::fiscal_half ||
           grain == Grain::fiscal_year;
}

/// Of whole weeks, which the calendar alone knows.
bool is_retail(const Calendar& calendar) { return calendar.spec().rfind("retail", 0) == 0; }

/// The length of a grain in calendar months; 0 for one that has none.
int months_of(Grain grain, const Calendar& calendar) {
    if (is_fiscal(grain) && is_retail(calendar)) return 0;
    switch (grain) {
        case Grain::month:
        case Grain::fiscal_month:
            return 1;
        case Grain::quarter:
        case Grain::fiscal_quarter:
            return 3;
        case Grain::half:
        case Grain::fiscal_half:
            return 6;
        case Grain::year:
        case Grain::fiscal_year:
            return 12;
        default:
            return 0;
    }
}

/// From 1 for January.
unsigned first_month(Grain grain, const Calendar& calendar) {
    if (!is_fiscal(grain)) return 1;
    const Date some_day{date::year{2024} / 6 / 15};
    return static_cast<unsigned>(
        date::year_month_day{calendar.period(Grain::fiscal_year, some_day).first}.month());
}

Period of_months(Grain grain, Date day, int months, const Calendar& calendar) {
    const unsigned begin = first_month(grain, calendar);
    const date::year_month_day ymd{day};
    date::year_month month = ymd.year() / ymd.month();
    while ((static_cast<unsigned>(month.month()) + 12 - begin) % static_cast<unsigned>(months) != 0)
        month -= date::months{1};
    return {grain, 0, Date{month / 1}, Date{(month + date::months{months}) / 1}, true};
}

Period week_of(Grain grain, Date day, const Calendar& calendar) {
    const Date some_day{date::year{2024} / 6 / 15};
    const date::weekday begin{calendar.period(Grain::week, some_day).first};
    while (date::weekday{day} != begin)
        day -= one_day;
    return {grain, 0, day, day + date::days{7}, true};
}

/// The same day of the month, some months earlier; in a shorter month its last, or the day after.
Date months_before(Date day, int months, bool is_end) {
    const date::year_month_day ymd{day};
    const date::year_month month = ymd.year() / ymd.month() - date::months{months};
    const Date first{month / 1};
    const Date next{(month + date::months{1}) / 1};
    const Date same = first + (date::days{static_cast<unsigned>(ymd.day())} - one_day);
    return (std::min)(same, is_end ? next : next - one_day);
}

Period by_months(const Period& period, int months) {
    Period before = period;
    before.first = months_before(period.first, months, false);
    before.until = months_before(period.until, months, true);
    return before;
}

/// Says whether something is cut off.
Period marked(Period period, const Calendar& calendar) {
    period.complete = period.window() == whole_of(period, calendar).window();
    return period;
}

/// As many days from the beginning of another period as the part has of its own; to its end if the part
/// goes to the end of its own.
Period same_part(const Period& part, const Period& other, const Calendar& calendar) {
    const Period own = whole_of(part, calendar);
    Period same = other;
    same.first = (std::min)(other.first + (part.first - own.first), other.until - one_day);
    if (part.until != own.until)
        same.until = (std::min)(other.first + (part.until - own.first), other.until);
    return marked(same, calendar);
}

/// Whether there are that many days before, and a year to look for them in.
bool is_too_early(const Period& period, std::int64_t days) {
    return (period.first - all_time.first).count() < (std::max)(std::int64_t{371}, days + 31);
}

/// The year of a period: by its first day, of a week by its fourth.
Period year_of(const Period& whole, const Calendar& calendar) {
    const Date day = whole.first + date::days{days_in(whole) == 7 ? 3 : 0};
    return period_of(is_fiscal(whole.grain) ? Grain::fiscal_year : Grain::year, day, calendar);
}

/// The period of the same number in the year before, or its last.
Period same_number(const Period& whole, const Calendar& calendar) {
    const auto previous = [&](const Period& period) {
        return period_of(period.grain, period.first - one_day, calendar);
    };
    const Period year = year_of(whole, calendar);
    std::size_t number = 0;
    Period before = previous(whole);
    for (; year_of(before, calendar) == year; before = previous(before))
        ++number;
    const Period year_before = year_of(before, calendar);
    std::vector<Period> all;
    for (; year_of(before, calendar) == year_before; before = previous(before))
        all.insert(all.begin(), before);
    return all[(std::min)(number, all.size() - 1)];
}

}  // namespace

Period period_of(Grain grain, Date day, const Calendar& calendar) {
    if (const int months = months_of(grain, calendar); months > 0)
        return of_months(grain, day, months, calendar);
    if (grain == Grain::day) return {grain, 0, day, day + one_day, true};
    if (grain == Grain::week || (grain == Grain::fiscal_week && !is_retail(calendar)))
        return week_of(grain, day, calendar);
    Period known = calendar.period(grain, day);
    known.ordinal = 0;
    return known;
}

Period whole_of(const Period& period, const Calendar& calendar) {
    return period.grain == Grain::window ? period : period_of(period.grain, period.first, calendar);
}

std::int64_t days_in(const Period& period) { return (period.until - period.first).count(); }

Rational months(const std::vector<Date>& days) {
    std::map<unsigned, std::int64_t> by_length;
    for (const Date day : days)
        ++by_length[days_in_month(day)];
    Rational sum;
    for (const auto& [length, n] : by_length)
        sum += Rational{n, length};
    return sum;
}

std::optional<Period> periods_before(const Period& period, int n, const Calendar& calendar) {
    if (n == 0) return period;
    if (is_too_early(period, days_in(whole_of(period, calendar)) * n)) return std::nullopt;
    if (period.grain == Grain::window) {
        Period before = period;
        before.first -= date::days{days_in(period) * n};
        before.until -= date::days{days_in(period) * n};
        return before;
    }
    if (const int months = months_of(period.grain, calendar); months > 0)
        return marked(by_months(period, n * months), calendar);
    Period other = whole_of(period, calendar);
    for (int i = 0; i < n; ++i)
        other = period_of(period.grain, other.first - one_day, calendar);
    return period.complete ? other : same_part(period, other, calendar);
}

std::optional<Period> year_before(const Period& period, const Calendar& calendar) {
    if (is_too_early(period, days_in(period))) return std::nullopt;
    if (period.grain == Grain::window || period.grain == Grain::day ||
        months_of(period.grain, calendar) > 0)
        return marked(by_months(period, 12), calendar);
    const Period whole = whole_of(period, calendar);
    const Period other =
        period.grain == Grain::custom
            ? period_of(period.grain, months_before(whole.first, 12, false), calendar)
            : same_number(whole, calendar);
    return period.complete ? other : same_part(period, other, calendar);
}

std::optional<Period> same_weekdays_before(const Period& period) {
    if (is_too_early(period, days_in(period))) return std::nullopt;
    const date::weeks year{52};
    return Period{Grain::window, 0, period.first - year, period.until - year, true};
}

}  // namespace slow
