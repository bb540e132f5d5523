// SPDX-License-Identifier: MIT

// What must hold, and what must not compile, is checked by compiling this file.
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/calendar/period.hpp>
#include <saleskpi/calendar/slots.hpp>
#include <saleskpi/calendar/window.hpp>

#include <concepts>
#include <type_traits>

namespace {

using namespace saleskpi;
using namespace date::literals;

template <class... Types>
struct List {};
using Typed =
    List<Day, Week, Month, Quarter, Half, Year, FiscalMonth, FiscalQuarter, FiscalHalf, FiscalYear>;

// clang-format off
template <class A, class B> concept Equality = requires(A a, B b) { a == b; };
template <class A, class B> concept Order = requires(A a, B b) { a < b; };
template <class A, class B> concept Difference = requires(A a, B b) { a - b; };
template <class A, class B> concept Sum = requires(A a, B b) { a + b; };
template <class T> concept KnowsDays = requires(T t) { t.first(); t.until(); t.window(); };
// clang-format on

/// Across grains nothing is compared, subtracted or converted silently.
template <class A, class B>
constexpr bool strangers =
    !Equality<A, B> && !Order<A, B> && !Difference<A, B> && !std::is_convertible_v<A, B>;

template <class A, class... Types>
constexpr bool stranger_to_others(List<Types...>) {
    return (... && (std::same_as<A, Types> || strangers<A, Types>));
}

template <class... Types>
constexpr bool all_strangers(List<Types...> list) {
    return (... && stranger_to_others<Types>(list));
}
static_assert(all_strangers(Typed{}));

template <class T>
constexpr bool small_and_regular =
    std::regular<T>&& std::totally_ordered<T>&& std::is_trivially_copyable_v<T> &&
    sizeof(T) == 4 && Difference<T, T>&& Sum<T, int> && !Sum<T, T>;

template <class... Types>
constexpr bool all_small_and_regular(List<Types...>) {
    return (... && small_and_regular<Types>);
}
static_assert(all_small_and_regular(Typed{}));

/// The finer period can be made into the coarser one, and only when asked for.
template <class Fine, class Coarse>
constexpr bool coarsens =
    std::is_constructible_v<Coarse, Fine> && !std::is_convertible_v<Fine, Coarse>;

static_assert(coarsens<Day, Week> && coarsens<Day, Month> && coarsens<Day, Year>);
static_assert(coarsens<Month, Quarter> && coarsens<Month, Half> && coarsens<Month, Year>);
static_assert(coarsens<Quarter, Half> && coarsens<Quarter, Year> && coarsens<Half, Year>);
static_assert(coarsens<FiscalMonth, FiscalQuarter> && coarsens<FiscalMonth, FiscalHalf>);
static_assert(coarsens<FiscalQuarter, FiscalHalf> && coarsens<FiscalHalf, FiscalYear>);
static_assert(coarsens<FiscalMonth, FiscalYear> && coarsens<FiscalQuarter, FiscalYear>);

// The other way a period would have to be chosen; weeks straddle months and years; a fiscal period
// has no days without a calendar.
static_assert(!std::is_constructible_v<Day, Month> && !std::is_constructible_v<Month, Quarter>);
static_assert(!std::is_constructible_v<Month, Week> && !std::is_constructible_v<Year, Week>);
static_assert(
    !std::is_constructible_v<FiscalQuarter, Quarter> && !std::is_constructible_v<FiscalYear, Year>);
static_assert(
    !std::is_constructible_v<Year, FiscalYear> && !std::is_constructible_v<FiscalYear, Date>);
static_assert(KnowsDays<Day> && KnowsDays<Week> && KnowsDays<Year>);
static_assert(!KnowsDays<FiscalQuarter> && !KnowsDays<FiscalYear>);

// A number is no period, and a date becomes one only when asked for.
static_assert(!std::is_convertible_v<int, Year> && !std::is_convertible_v<Date, Day>);
static_assert(!std::is_constructible_v<Month, int> && !std::is_constructible_v<Year, int, int>);

// Everything works at compile time.
static_assert(
    Month{2025, 3}.first() == Date{2025_y / 3 / 1} && Month{2025, 3} + 10 == Month{2026, 1});
static_assert(Week{2024_y / 12 / 30} == Week{2025, 1} && Week{2020, 53}.number() == 53);
static_assert(Quarter{Month{2025, 6}}.until() == Date{2025_y / 7 / 1});
static_assert(FiscalYear{FiscalQuarter{2026, 4}}.year() == 2026);
static_assert(FiscalQuarter{FiscalMonth{2026, 9}} == FiscalQuarter{2026, 3});
static_assert(FiscalHalf{FiscalMonth{2026, 6}} == FiscalHalf{2026, 1});
static_assert(FiscalHalf{FiscalQuarter{2026, 3}}.number() == 2);
static_assert(!std::is_constructible_v<FiscalMonth, FiscalQuarter>);
static_assert(!std::is_constructible_v<Month, FiscalMonth>);
static_assert(Window{2025_y / 1 / 1, 2026_y / 1 / 1}.days() == 365);

static_assert(
    std::equality_comparable<Period> && std::semiregular<Period> && std::is_aggregate_v<Period>);
static_assert(std::is_trivially_copyable_v<Window> && sizeof(Window) <= 16);
static_assert(std::regular<Calendar>);
static_assert(std::copyable<DayTable> && !std::is_default_constructible_v<DayTable>);

}  // namespace
