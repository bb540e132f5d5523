// SPDX-License-Identifier: MIT
#include "other_periods.hpp"

#include <saleskpi/value/rounding.hpp>

#include <date/date.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::optional<Period> compared_with(
    const Period& period, const Step& back, const Calendar& calendar) {
    if (back.periods > 0) {
        const auto other = shifted(period, -back.periods, calendar);
        return !other || period.complete || period.grain == Grain::window
                   ? other
                   : calendar.same_part(period, *other);
    }
    const Shift shift = back.shift;
    constexpr date::days longest_year{371};  // of 53 weeks
    constexpr date::days same_weekdays{364};
    const date::days reach = (std::max)(longest_year, period.until - period.first);
    if (period.first - all_time.first < reach) return std::nullopt;
    if (shift == Shift::same_weekday)
        return Period{
            Grain::window, 0, period.first - same_weekdays, period.until - same_weekdays, true};
    try {
        const Period other =
            shift == Shift::previous ? calendar.previous(period) : calendar.year_before(period);
        return period.complete ? other : calendar.same_part(period, other);
    } catch (const Error&) {
        if (period.grain != Grain::custom) throw;
        return std::nullopt;  // a list of periods has a first one, and gaps
    }
}

std::optional<Period> shifted(const Period& period, std::int32_t n, const Calendar& calendar) {
    try {
        return calendar.shift(period, n);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_date) throw;
        return std::nullopt;
    }
}

std::optional<Period> to_date(const Period& period, Grain grain, const Calendar& calendar) {
    try {
        Period longer = calendar.period(grain, period.until - date::days{1});
        longer.complete = longer.until == period.until;
        longer.until = period.until;
        return longer;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_date) throw;
        return std::nullopt;
    }
}

std::optional<Period> rolled(const Period& period, int n, const Calendar& calendar) {
    const auto first = n == 1 ? period : shifted(period, 1 - n, calendar);
    if (!first) return std::nullopt;
    return Period{Grain::window, 0, first->first, period.until, true};
}

std::optional<Period> from_the_first(const Period& period, const Window& window) {
    if (period.until <= window.first) return std::nullopt;
    return Period{Grain::window, 0, window.first, period.until, true};
}

std::optional<Period> elapsed_part(const Period& period, std::optional<Date> today) {
    if (!today || period.until <= *today + date::days{1}) return period;
    if (*today < period.first) return std::nullopt;
    Period part = period;
    part.until = *today + date::days{1};
    part.complete = false;
    return part;
}

Period whole_part(const Period& period, const Calendar& calendar) {
    if (period.complete || period.grain == Grain::window) return period;
    Period whole = period;
    whole.until = calendar.numbered(period.grain, period.ordinal).until;
    return whole;
}

std::optional<Period> lagged(const Period& period, std::int64_t periods, const Calendar& calendar) {
    if (periods == 0) return period;
    const Period whole = whole_part(period, calendar);
    const std::int64_t reach = periods * (whole.until - whole.first).count();
    if (reach > longest_lag + 31 || period.first - all_time.first < date::days{2 * longest_lag})
        return std::nullopt;
    const auto other = shifted(period, -static_cast<std::int32_t>(periods), calendar);
    return !other || period.complete ? other : calendar.same_part(period, *other);
}

std::int64_t periods_of(const Rational& lag_days, const Period& period, const Calendar& calendar) {
    const Period whole =
        period.grain == Grain::window ? period : calendar.numbered(period.grain, period.ordinal);
    return static_cast<std::int64_t>(
        round(lag_days / Rational{(whole.until - whole.first).count()}, Rounding::half_up));
}

Rational months_in(const Window& range) {
    Rational months;
    Date day = range.first;
    while (day < range.until) {
        const date::year_month_day ymd{day};
        const date::year_month month{ymd.year(), ymd.month()};
        const Date first{month / 1};
        const Date next{(month + date::months{1}) / 1};
        const Date end = (std::min)(next, range.until);
        months += Rational{(end - day).count(), (next - first).count()};
        day = end;
    }
    return months;
}

}  // namespace saleskpi::inline v0_3::detail
