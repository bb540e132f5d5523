// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/counting.hpp>
#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <compare>
#include <concepts>
#include <cstdint>

namespace saleskpi::inline v0_3 {

namespace detail {
[[noreturn]] void refuse_number(Grain grain, int year, int number);
[[noreturn]] void refuse_day(Grain grain);
[[noreturn]] void refuse_ordinal(Grain grain);
}  // namespace detail

/// A period whose type carries its grain; used through the names below: Month{2025, 3},
/// Quarter{2025, 2}.
///
/// It always exists: Month{2025, 13}, Week{2025, 53}, a step past the year 9999 and Feb 30 throw
/// Error{invalid_date}; nothing is normalised. Arithmetic counts in the grain of the type. Losing
/// precision is explicit, Quarter{Month{2025, 5}}, and possible only where every finer period lies
/// in one coarser period, so never from a week. Across grains ==, < and - do not exist.
///
/// Fiscal periods are labels: their days depend on where the fiscal year begins, so ask a Calendar.
template <Grain G>
class TypedPeriod {
    using Counting = detail::Counting<G>;

public:
    static constexpr Grain grain = G;

    /// The period of 1970-01-01; for fiscal grains the first one of FY1970.
    constexpr TypedPeriod() noexcept = default;

    /// A year, or a fiscal year.
    constexpr explicit TypedPeriod(int year) requires detail::Yearly<G>
        : ordinal_{checked(year, 1)} {}

    /// A numbered part of a year, from 1. The year of a week is its ISO year.
    constexpr TypedPeriod(int year, int number) requires detail::Numbered<G>
        : ordinal_{checked(year, number)} {}

    /// The period that contains the day.
    constexpr explicit TypedPeriod(Date day) requires detail::Civil<G>
        : ordinal_{Counting::ordinal_of(checked(day))} {}

    /// The same from year/month/day. The conversion to Date would silently turn Feb 30 into March.
    template <std::same_as<date::year_month_day> YearMonthDay>
    constexpr explicit TypedPeriod(YearMonthDay day) requires detail::Civil<G>
        : TypedPeriod{date::sys_days{day.ok() ? day : (detail::refuse_day(G), day)}} {}

    /// The coarser period that contains a finer one.
    template <Grain Fine>
        requires detail::FitsInto<Fine, G>
    constexpr explicit TypedPeriod(TypedPeriod<Fine> finer) : ordinal_{coarsened(finer)} {}

    /// The inverse of ordinal().
    static constexpr TypedPeriod from_ordinal(std::int64_t ordinal) {
        if (ordinal < Counting::lowest || ordinal > Counting::highest) {
            detail::refuse_ordinal(G);
        }
        TypedPeriod period;
        period.ordinal_ = static_cast<std::int32_t>(ordinal);
        return period;
    }

    /// Consecutive periods have consecutive ordinals.
    [[nodiscard]] constexpr std::int32_t ordinal() const noexcept { return ordinal_; }

    /// The year in the period's name; of a week, the ISO year.
    [[nodiscard]] constexpr int year() const noexcept requires(G != Grain::day) {
        return Counting::year(ordinal_);
    }

    /// The number within the year, from 1.
    [[nodiscard]] constexpr int number() const noexcept requires detail::Numbered<G> {
        return Counting::number(ordinal_);
    }

    [[nodiscard]] constexpr Date first() const noexcept requires detail::Civil<G> {
        return Counting::first_day(ordinal_);
    }

    /// The first day after the period.
    [[nodiscard]] constexpr Date until() const noexcept requires detail::Civil<G> {
        return Counting::first_day(ordinal_ + 1);
    }

    [[nodiscard]] constexpr Window window() const noexcept requires detail::Civil<G> {
        return Window{first(), until()};
    }

    [[nodiscard]] constexpr bool contains(Date day) const noexcept requires detail::Civil<G> {
        return window().contains(day);
    }

    constexpr TypedPeriod& operator+=(std::int32_t n) { return *this = *this + n; }
    constexpr TypedPeriod& operator-=(std::int32_t n) { return *this = *this - n; }
    constexpr TypedPeriod& operator++() { return *this += 1; }
    constexpr TypedPeriod& operator--() { return *this -= 1; }
    constexpr TypedPeriod operator++(int) {
        const TypedPeriod before = *this;
        ++*this;
        return before;
    }
    constexpr TypedPeriod operator--(int) {
        const TypedPeriod before = *this;
        --*this;
        return before;
    }

    friend constexpr TypedPeriod operator+(TypedPeriod period, std::int32_t n) {
        return from_ordinal(std::int64_t{period.ordinal_} + n);
    }
    friend constexpr TypedPeriod operator+(std::int32_t n, TypedPeriod period) {
        return period + n;
    }
    friend constexpr TypedPeriod operator-(TypedPeriod period, std::int32_t n) {
        return from_ordinal(std::int64_t{period.ordinal_} - n);
    }
    /// The number of steps from `b` to `a`.
    friend constexpr std::int32_t operator-(TypedPeriod a, TypedPeriod b) noexcept {
        return a.ordinal_ - b.ordinal_;
    }
    friend constexpr auto operator<=>(TypedPeriod, TypedPeriod) noexcept = default;

private:
    static constexpr std::int32_t checked(int year, int number) {
        if (year < Counting::first_year || year > Counting::last_year || number < 1 ||
            number > Counting::numbers(year)) {
            detail::refuse_number(G, year, number);
        }
        return Counting::ordinal(year, number);
    }

    static constexpr Date checked(Date day) {
        if (!all_time.contains(day)) {
            detail::refuse_day(G);
        }
        return day;
    }

    template <Grain Fine>
    static constexpr std::int32_t coarsened(TypedPeriod<Fine> finer) {
        if constexpr (detail::Civil<Fine>) {
            return Counting::ordinal_of(finer.first());
        } else {
            return finer.ordinal() / (detail::Counting<Fine>::per_year / Counting::per_year);
        }
    }

    std::int32_t ordinal_ = Counting::origin;
};

using Day = TypedPeriod<Grain::day>;
using Week = TypedPeriod<Grain::week>;  ///< ISO 8601
using Month = TypedPeriod<Grain::month>;
using Quarter = TypedPeriod<Grain::quarter>;
using Half = TypedPeriod<Grain::half>;
using Year = TypedPeriod<Grain::year>;
using FiscalMonth = TypedPeriod<Grain::fiscal_month>;
using FiscalQuarter = TypedPeriod<Grain::fiscal_quarter>;
using FiscalHalf = TypedPeriod<Grain::fiscal_half>;
using FiscalYear = TypedPeriod<Grain::fiscal_year>;

/// A label without arithmetic: how many weeks a fiscal year has, and which days, a Calendar knows.
struct FiscalWeek {
    int year = 1970;
    int number = 1;  ///< from 1

    friend constexpr bool operator==(FiscalWeek, FiscalWeek) noexcept = default;
};

}  // namespace saleskpi::inline v0_3
