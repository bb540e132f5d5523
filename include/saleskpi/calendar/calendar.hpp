// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/calendar/custom_periods.hpp>
#include <saleskpi/calendar/fiscal.hpp>
#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/period.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/calendar/working_days.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: any number may read one Calendar at once; copies share its data.
namespace saleskpi::inline v0_3 {

namespace detail {
struct CalendarParts;
struct CalendarData;
}  // namespace detail

/// Says which days each period has. An immutable value, cheap to copy, safe to share between
/// threads. It has independent parts, each with a default, and each replaced in a copy:
///
///     Calendar::retail(RetailPattern::p454, nrf).weeks_from(date::Sunday).in_zone("America/Chicago")
///
/// Days run from 0001-01-01 to 9999-12-31. Asking for a period beyond them, or stepping there,
/// throws Error{invalid_date}.
class Calendar {
public:
    /// Civil months and years, ISO weeks; the fiscal year is the civil year; Monday to Friday are
    /// worked; no custom periods and no zone.
    Calendar();

    // Copies only: a moved-from calendar would know no rules.
    Calendar(const Calendar&) = default;
    Calendar& operator=(const Calendar&) = default;
    ~Calendar() = default;

    /// Fiscal years that begin on the first of a month. A fiscal week is a week of the calendar, in
    /// the fiscal year that has its fourth day.
    /// Throws Error{invalid_argument} for a month that does not exist.
    static Calendar fiscal_from(date::month first_month, FiscalName name = FiscalName::by_end);

    /// Fiscal years, months and quarters of whole weeks: 4-4-5, 4-5-4 or 5-4-4, some years having
    /// 53. Its fiscal weeks begin on the day after that on which the year ends, the weeks of
    /// Grain::week where weeks_from() says.
    /// Throws Error{invalid_argument} for a month or a day of the week that does not exist.
    static Calendar retail(RetailPattern pattern, const RetailYear& year = nrf);

    /// The same, with weeks that begin on another day than Monday.
    [[nodiscard]] Calendar weeks_from(date::weekday first_day) const;

    /// The same, with other working days.
    [[nodiscard]] Calendar with(WorkingDays working_days) const;
    [[nodiscard]] const WorkingDays& working_days() const;

    /// The same, with these as Grain::custom. Throws Error{invalid_argument} if the name of one is
    /// the label of another period, such as "2025-Q1".
    [[nodiscard]] Calendar with(CustomPeriods custom) const;
    [[nodiscard]] const CustomPeriods& custom_periods() const;

    /// The same, with the zone in which instants become dates, as the IANA data name it:
    /// "Europe/Warsaw". Empty: none. Whether there is such a zone is found out by who asks for the
    /// date of an instant. Throws Error{invalid_argument} for a text that can be no such name.
    [[nodiscard]] Calendar in_zone(std::string_view zone) const;
    [[nodiscard]] const std::string& zone() const;

    /// The period that contains the day. For Grain::window: all time. Throws Error{invalid_date}
    /// for a day between custom periods.
    [[nodiscard]] Period period(Grain grain, Date day) const;

    template <Grain G>
    [[nodiscard]] Period period(TypedPeriod<G> typed) const {
        return numbered(G, typed.ordinal());
    }

    /// Throws Error{invalid_date} for week 53 of a fiscal year that has 52.
    [[nodiscard]] Period period(FiscalWeek week) const;

    /// The period of an ordinal.
    [[nodiscard]] Period numbered(Grain grain, std::int32_t ordinal) const;

    /// The period n steps later. A window steps by its own number of days; any other period,
    /// clipped or not, gives a whole period.
    [[nodiscard]] Period shift(const Period& period, std::int32_t n) const;
    [[nodiscard]] Period next(const Period& period) const;
    [[nodiscard]] Period previous(const Period& period) const;

    /// The period that corresponds to this one a year before.
    ///
    /// Unrestated, a whole period: that of the same number in the year before. A week 53 falls back
    /// to that year's last week, Feb 29 to Feb 28; of a window both edges are a year before; of a
    /// custom period the one that has its first day a year before, else Error{invalid_date}.
    ///
    /// Restated, the same days 364 days before, with the number that unrestated has unless a
    /// period lies exactly there. A part of a period stays a part.
    [[nodiscard]] Period year_before(
        const Period& period, YearBefore mode = YearBefore::unrestated) const;

    /// The part of `other` that corresponds to the part of its own whole period which `part`
    /// covers, for fair comparison of a period that is not over yet: Mar 1-30 against February is
    /// all of February, Apr 1 - May 20 against the first quarter is Jan 1 - Feb 20, two days of a
    /// week are its first two. Both must have the same grain, else Error{invalid_argument}.
    [[nodiscard]] Period same_part(const Period& part, const Period& other) const;

    /// Consecutive periods that cover the window, each of its days once (but for the days between
    /// custom periods). The first and the last are clipped to it, and not complete where that cuts
    /// days off. Grain::window: the window as one period. None for an empty window.
    [[nodiscard]] std::vector<Period> periods(const Window& window, Grain grain) const;

    /// "2025-03-01", "2025-W01", "2025-03", "2025-Q1", "2025-H1", "2025", "FY2024 W53", "FY2026 M01",
    /// "FY2026 Q1", "FY2026 H1", "FY2026"; a custom period's own name; "all" for every window. A
    /// week that does not begin on Monday is no ISO week: "week of 2025-03-02", by its first day. A
    /// clipped period has the label of the whole one.
    [[nodiscard]] std::string label(const Period& period) const;

    /// The whole period of a label, "all" being all time; nothing if the text is no label.
    [[nodiscard]] std::optional<Period> try_parse(std::string_view label) const;
    /// The same; throws Error invalid_date if the text is no label.
    [[nodiscard]] Period parse(std::string_view label) const;

    /// The text form of this calendar, all but its working days and custom periods: "iso",
    /// "fiscal:april:end", "fiscal:july:start weeks=sunday", "retail-454:nrf zone=America/Chicago",
    /// "retail-445:last-saturday-of-june:end", "retail-544:friday-nearest-end-of-august:end".
    [[nodiscard]] std::string spec() const;

    /// The calendar of a text form, in any letter case; words are separated by spaces or commas,
    /// and ":end" may be left out. Throws Error{invalid_argument}, which says where the text goes
    /// wrong and what is expected there.
    static Calendar parse_spec(std::string_view text);

    /// The same; nothing if the text is none.
    static std::optional<Calendar> try_parse_spec(std::string_view text);

    /// Equal if every period of the one is the same period of the other, the same days are worked,
    /// and instants fall on the same dates.
    friend bool operator==(const Calendar& a, const Calendar& b);

private:
    explicit Calendar(detail::CalendarParts parts);

    std::shared_ptr<const detail::CalendarData> data_;
};

}  // namespace saleskpi::inline v0_3
