// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/iso_weeks.hpp>
#include <saleskpi/calendar/month_blocks.hpp>
#include <saleskpi/calendar/window.hpp>

#include <cstdint>

/// How the typed periods of each grain are counted: the one place that knows, per grain, how a
/// year and a number become an ordinal, and which days an ordinal means.
namespace saleskpi::inline v0_3::detail {

/// Days since 1970-01-01.
constexpr std::int32_t day_number(Date day) noexcept {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

struct CountedDays {
    static constexpr bool has_days = true;
    static constexpr std::int32_t ordinal_of(Date day) noexcept { return day_number(day); }
    static constexpr Date first_day(std::int32_t ordinal) noexcept {
        return Date{date::days{ordinal}};
    }

    static constexpr std::int32_t lowest = day_number(all_time.first);
    static constexpr std::int32_t highest = day_number(all_time.until) - 1;
    static constexpr std::int32_t origin = 0;
};

struct CountedWeeks {
    static constexpr bool has_days = true;
    static constexpr std::int32_t ordinal_of(Date day) noexcept { return iso_week_of(day); }
    static constexpr Date first_day(std::int32_t ordinal) noexcept {
        return monday_of_iso_week(ordinal);
    }

    static constexpr int first_year = 1;
    static constexpr int last_year = 9999;
    static constexpr int numbers(int year) noexcept { return iso_weeks_in(year); }
    static constexpr std::int32_t ordinal(int year, int number) noexcept {
        return first_iso_week(year) + number - 1;
    }
    static constexpr int year(std::int32_t ordinal) noexcept { return year_of_iso_week(ordinal); }
    static constexpr int number(std::int32_t ordinal) noexcept {
        return number_of_iso_week(ordinal);
    }

    static constexpr std::int32_t lowest = iso_week_of(all_time.first);
    static constexpr std::int32_t highest = iso_week_of(all_time.until - date::days{1});
    static constexpr std::int32_t origin = 0;
};

/// Labels of a fixed number per year, which alone mean no days.
template <int PerYear, int FirstYear, int LastYear>
struct CountedLabels {
    static constexpr bool has_days = false;
    static constexpr int per_year = PerYear;
    static constexpr int first_year = FirstYear;
    static constexpr int last_year = LastYear;
    static constexpr int numbers(int) noexcept { return PerYear; }
    static constexpr std::int32_t ordinal(int year, int number) noexcept {
        return year * PerYear + number - 1;
    }
    static constexpr int year(std::int32_t ordinal) noexcept { return ordinal / PerYear; }
    static constexpr int number(std::int32_t ordinal) noexcept { return ordinal % PerYear + 1; }

    static constexpr std::int32_t lowest = FirstYear * PerYear;
    static constexpr std::int32_t highest = LastYear * PerYear + PerYear - 1;
    static constexpr std::int32_t origin = 1970 * PerYear;
};

template <int Months>
struct CountedMonths : CountedLabels<12 / Months, 1, 9999> {
    static constexpr bool has_days = true;
    static constexpr MonthBlocks blocks{Months, 0};
    static constexpr std::int32_t ordinal_of(Date day) noexcept { return blocks.ordinal_of(day); }
    static constexpr Date first_day(std::int32_t ordinal) noexcept {
        return blocks.first_day(ordinal);
    }
};

/// The years 0 and 10000 exist here because a fiscal year may be named by its start or its end:
/// May 9999 then lies in FY10000.
template <int PerYear>
using CountedFiscal = CountedLabels<PerYear, 0, 10000>;

/// Without: Grain::window, for a Window is one; Grain::custom, which a calendar lists; and
/// Grain::fiscal_week, of which a calendar says how many a year has.
template <Grain>
struct Counting;
template <>
struct Counting<Grain::day> : CountedDays {};
template <>
struct Counting<Grain::week> : CountedWeeks {};
template <>
struct Counting<Grain::month> : CountedMonths<1> {};
template <>
struct Counting<Grain::quarter> : CountedMonths<3> {};
template <>
struct Counting<Grain::half> : CountedMonths<6> {};
template <>
struct Counting<Grain::year> : CountedMonths<12> {};
template <>
struct Counting<Grain::fiscal_month> : CountedFiscal<12> {};
template <>
struct Counting<Grain::fiscal_quarter> : CountedFiscal<4> {};
template <>
struct Counting<Grain::fiscal_half> : CountedFiscal<2> {};
template <>
struct Counting<Grain::fiscal_year> : CountedFiscal<1> {};

/// A grain whose days are known without a calendar.
template <Grain G>
concept Civil = Counting<G>::has_days;

/// A grain named by a year alone.
template <Grain G>
concept Yearly = G == Grain::year || G == Grain::fiscal_year;

/// A grain named by a year and a number within it.
template <Grain G>
concept Numbered = G != Grain::day && !Yearly<G>;

/// A part of the fiscal year, or the whole of it.
template <Grain G>
concept Fiscal = G == Grain::fiscal_month || G == Grain::fiscal_quarter ||
                 G == Grain::fiscal_half || G == Grain::fiscal_year;

/// Every period of the grain Fine lies wholly within one of the grain Coarse. Weeks fit into
/// nothing: they straddle the edges of months and years.
template <Grain Fine, Grain Coarse>
concept FitsInto = (Fiscal<Fine> && Fiscal<Coarse> && Fine < Coarse) ||
                   (Civil<Fine> && Civil<Coarse> && Fine < Coarse && Fine != Grain::week);

}  // namespace saleskpi::inline v0_3::detail
