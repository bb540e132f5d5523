// SPDX-License-Identifier: MIT
#include "calendar_data.hpp"
#include "calendar_spec.hpp"
#include "value/parsed.hpp"
#include "week_rule.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/month_blocks.hpp>
#include <saleskpi/value/error.hpp>

#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

[[noreturn]] void refuse(Grain grain) {
    if (grain == Grain::custom)
        throw Error{ErrorCode::invalid_date, "the calendar has no custom period there"};
    throw Error{
        ErrorCode::invalid_date,
        "this " + std::string{name(grain)} + " lies outside 0001-01-01 to 9999-12-31"};
}

Period whole_window(const Window& window) {
    if (window.first < all_time.first || window.until > all_time.until) {
        refuse(Grain::window);
    }
    return Period{Grain::window, 0, window.first, window.until, true};
}

/// The period of a rule; the number comes from arithmetic and may lie outside.
Period made(const detail::GrainRule& rule, Grain grain, std::int64_t number) {
    if (!rule.has(number)) {
        refuse(grain);
    }
    const auto ordinal = static_cast<std::int32_t>(number);
    const Window days = rule.days(ordinal);
    return Period{grain, ordinal, days.first, days.until, true};
}

Period clipped(const Period& whole, const Window& window) {
    const Window part = intersect(whole.window(), window);
    return Period{whole.grain, whole.ordinal, part.first, part.until, part == whole.window()};
}

Window shifted_by_its_length(const Window& window, std::int32_t n) {
    // 64 bits: the number of days times n need not fit into the 32 bits of date::days.
    const std::int64_t steps = std::int64_t{window.days()} * n;
    const std::int64_t limit = all_time.days();
    if (steps < -limit || steps > limit) {
        refuse(Grain::window);
    }
    const date::days shift{static_cast<int>(steps)};
    return Window{window.first + shift, window.until + shift};
}

/// The same days 364 days before.
Period days_364_before(const Period& period, const Calendar& calendar) {
    constexpr date::days shift{364};
    if (period.first < all_time.first + shift) {
        refuse(period.grain);
    }
    const Window days{period.first - shift, period.until - shift};
    if (period.grain == Grain::window) {
        return whole_window(days);
    }
    const bool is_whole_weeks_ago = period.grain == Grain::day || period.grain == Grain::week ||
                                    period.grain == Grain::fiscal_week;
    const Period other = is_whole_weeks_ago ? calendar.period(period.grain, days.first)
                                            : calendar.year_before(period);
    return Period{period.grain, other.ordinal, days.first, days.until, period.complete};
}

}  // namespace

Calendar::Calendar() : Calendar{detail::CalendarParts{}} {}

Calendar::Calendar(detail::CalendarParts parts)
    : data_{std::make_shared<const detail::CalendarData>(std::move(parts))} {}

Calendar Calendar::fiscal_from(date::month first_month, FiscalName name) {
    if (!first_month.ok())
        throw Error{ErrorCode::invalid_argument, "a fiscal year begins in a month from 1 to 12"};
    detail::CalendarParts parts;
    // From January both names are the same.
    parts.fiscal =
        detail::FiscalMonths{first_month, first_month == date::January ? FiscalName::by_end : name};
    return Calendar{std::move(parts)};
}

Calendar Calendar::retail(RetailPattern pattern, const RetailYear& year) {
    if (!year.month.ok() || !year.day.ok())
        throw Error{
            ErrorCode::invalid_argument,
            "a retail year ends on a day from Monday to Sunday, near the end of a month from 1 to "
            "12"};
    detail::FiscalWeeks fiscal{pattern, year};
    // With December both names are the same.
    if (year.month == date::December) fiscal.year.name = FiscalName::by_end;
    detail::CalendarParts parts;
    parts.fiscal = fiscal;
    return Calendar{std::move(parts)};
}

Calendar Calendar::weeks_from(date::weekday first_day) const {
    if (!first_day.ok())
        throw Error{ErrorCode::invalid_argument, "a week begins on a day from Monday to Sunday"};
    detail::CalendarParts parts = data_->parts;
    parts.week_start = first_day;
    return Calendar{std::move(parts)};
}

Calendar Calendar::with(WorkingDays working_days) const {
    detail::CalendarParts parts = data_->parts;
    parts.working_days = std::move(working_days);
    return Calendar{std::move(parts)};
}

const WorkingDays& Calendar::working_days() const { return data_->parts.working_days; }

Calendar Calendar::with(CustomPeriods custom) const {
    detail::CalendarParts parts = data_->parts;
    parts.custom = std::move(custom);
    return Calendar{std::move(parts)};
}

const CustomPeriods& Calendar::custom_periods() const { return data_->parts.custom; }

Calendar Calendar::in_zone(std::string_view zone) const {
    if (!detail::is_zone_name(zone))
        throw Error{
            ErrorCode::invalid_argument,
            "a time zone has a name such as Europe/Warsaw, not '" + std::string{zone} + "'"};
    detail::CalendarParts parts = data_->parts;
    parts.zone = zone;
    return Calendar{std::move(parts)};
}

const std::string& Calendar::zone() const { return data_->parts.zone; }

Period Calendar::period(Grain grain, Date day) const {
    if (!all_time.contains(day)) {
        refuse(grain);
    }
    const detail::GrainRule& rule = data_->rules[grain];
    const Period period = made(rule, grain, rule.ordinal_of(day));
    if (!period.window().contains(day)) {
        refuse(grain);
    }
    return period;
}

Period Calendar::period(FiscalWeek week) const {
    const auto found = try_parse(detail::fiscal_week_label.write({week.year, week.number}));
    if (week.number < 1 || week.number > 53 || !found) {
        detail::refuse_number(Grain::fiscal_week, week.year, week.number);
    }
    return *found;
}

Period Calendar::numbered(Grain grain, std::int32_t ordinal) const {
    return made(data_->rules[grain], grain, ordinal);
}

Period Calendar::shift(const Period& period, std::int32_t n) const {
    if (period.grain == Grain::window) {
        return whole_window(shifted_by_its_length(period.window(), n));
    }
    return made(data_->rules[period.grain], period.grain, std::int64_t{period.ordinal} + n);
}

Period Calendar::next(const Period& period) const { return shift(period, 1); }

Period Calendar::previous(const Period& period) const { return shift(period, -1); }

Period Calendar::year_before(const Period& period, YearBefore mode) const {
    if (mode == YearBefore::restated) {
        return days_364_before(period, *this);
    }
    if (period.grain == Grain::window) {
        return whole_window(Window{
            detail::shift_months(period.first, -12, detail::Edge::first),
            detail::shift_months(period.until, -12, detail::Edge::last),
        });
    }
    const detail::GrainRule& rule = data_->rules[period.grain];
    return made(rule, period.grain, rule.year_before(period.ordinal));
}

Period Calendar::same_part(const Period& part, const Period& other) const {
    if (part.grain != other.grain) {
        throw Error{
            ErrorCode::invalid_argument, "a part of a " + std::string{name(part.grain)} +
                                             " does not correspond to a part of a " +
                                             std::string{name(other.grain)}};
    }
    if (part.grain == Grain::window) {
        return other;
    }
    const Period whole = numbered(other.grain, other.ordinal);
    return clipped(
        whole, data_->rules[part.grain].same_part(part.window(), part.ordinal, other.ordinal));
}

std::vector<Period> Calendar::periods(const Window& window, Grain grain) const {
    if (window.empty()) {
        return {};
    }
    if (grain == Grain::window) {
        return {whole_window(window)};
    }
    if (window.first < all_time.first || window.until > all_time.until) {
        refuse(grain);
    }
    const detail::GrainRule& rule = data_->rules[grain];
    std::vector<Period> result;
    for (std::int32_t ordinal = rule.ordinal_of(window.first); rule.has(ordinal); ++ordinal) {
        const Period whole = made(rule, grain, ordinal);
        if (whole.first >= window.until) {
            break;
        }
        result.push_back(clipped(whole, window));
    }
    return result;
}

std::string Calendar::label(const Period& period) const {
    return data_->rules[period.grain].label(period.ordinal);
}

std::optional<Period> Calendar::try_parse(std::string_view label) const {
    for (const Grain grain : all_grains) {
        const detail::GrainRule& rule = data_->rules[grain];
        const std::optional<std::int32_t> ordinal = rule.find(label);
        if (ordinal && rule.has(*ordinal)) {
            return made(rule, grain, *ordinal);
        }
    }
    return std::nullopt;
}

std::string Calendar::spec() const { return detail::write_spec(data_->parts); }

Calendar Calendar::parse_spec(std::string_view text) { return Calendar{detail::read_spec(text)}; }

std::optional<Calendar> Calendar::try_parse_spec(std::string_view text) {
    try {
        return parse_spec(text);
    } catch (const Error&) {
        return std::nullopt;
    }
}

bool operator==(const Calendar& a, const Calendar& b) {
    return a.data_ == b.data_ || a.data_->parts == b.data_->parts;
}

Period Calendar::parse(std::string_view label) const {
    return detail::parsed(
        try_parse(label), label, "no label of a period, such as 2025-Q1", ErrorCode::invalid_date);
}

}  // namespace saleskpi::inline v0_3
