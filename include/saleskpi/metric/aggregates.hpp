// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/aggregate.hpp>

#include <cstdint>

/// The aggregates. What each computes is said in one place of the library, src/plan/aggregates.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

namespace aggregates {

inline constexpr Aggregation sum =
    detail::aggregation("sum", {.adds = true, .takes_ages = true, .spreads = true});
inline constexpr Aggregation mean = detail::aggregation("mean", {.takes_ages = true});
inline constexpr Aggregation smallest = detail::aggregation("smallest");
inline constexpr Aggregation largest = detail::aggregation("largest");
inline constexpr Aggregation distinct = detail::aggregation("distinct");
inline constexpr Aggregation percentile = detail::aggregation("percentile");
inline constexpr Aggregation median = detail::aggregation("median", {.takes_ages = true});
inline constexpr Aggregation time_in_force =
    detail::aggregation("months_in_force", {.adds = true, .is_over_period = true});
inline constexpr Aggregation reached_within = detail::aggregation("reached_within");

}  // namespace aggregates

namespace kpi {

/// The number of records.
template <class RecordT>
constexpr Aggregate<RecordT, Unit::count, 0> count() {
    return detail::aggregate<Unit::count, RecordT>(aggregates::count, {});
}

/// Months the records are in force within the period, each calendar month counting as one.
/// Placed by active(from, until), which also says what holds where `from` is missing.
template <class RecordT>
constexpr Aggregate<RecordT, Unit::months, 0> time_in_force() {
    return detail::aggregate<Unit::months, RecordT>(aggregates::time_in_force, {});
}

}  // namespace kpi

namespace detail {

template <RowOperand T>
constexpr auto numeric(Aggregation aggregation, const T& x, std::int32_t argument = 0) {
    const auto e = row_expression(x);
    using E = std::remove_const_t<decltype(e)>;
    static_assert(
        E::is_number,
        "saleskpi: only money, numbers and days_between can be summed, averaged or ranked");
    if (e.value.kind == RowValue::Kind::age && !aggregation.takes_ages)
        only_sums_means_and_medians_of_ages();
    return detail::aggregate<E::unit, typename E::record>(aggregation, e.value, argument);
}

}  // namespace detail

namespace kpi {

/// The sum of the known values. No value where records count but none of them has one.
template <RowOperand T>
constexpr auto sum(const T& x) {
    return detail::numeric(aggregates::sum, x);
}

/// The sum of the known values by their number: a missing value is not a zero.
template <RowOperand T>
constexpr auto mean(const T& x) {
    return detail::numeric(aggregates::mean, x);
}

template <RowOperand T>
constexpr auto smallest(const T& x) {
    return detail::numeric(aggregates::smallest, x);
}

template <RowOperand T>
constexpr auto largest(const T& x) {
    return detail::numeric(aggregates::largest, x);
}

/// The middle value; of an even number, the mean of the two in the middle.
template <RowOperand T>
constexpr auto median(const T& x) {
    return detail::numeric(aggregates::median, x);
}

/// The nearest-rank percentile: the smallest value that at least Percent % do not exceed.
template <int Percent, RowOperand T>
constexpr auto percentile(const T& x) {
    static_assert(Percent > 0 && Percent <= 100, "saleskpi: a percentile lies in 1..100");
    return detail::numeric(aggregates::percentile, x, Percent);
}

/// Of the records, the share that gets from one date to the other within so many days: Kaplan and
/// Meier's estimate. Who has not got there yet counts for as long as he was seen, to the day as of
/// which the book is known or to the end of the report, and neither as a success nor as a failure.
/// Rounded to nine places.
template <int Days, FieldConstant F, FieldConstant G>
constexpr auto reached_within(const F& from, const G& until) {
    static_assert(Days > 0, "saleskpi: something is reached within a number of days");
    static_assert(
        F::type == FieldType::date && G::type == FieldType::date,
        "saleskpi: reached_within takes two dates");
    const auto waiting = detail::combined<RowValue::Kind::waiting, Unit::days>(from, until);
    return detail::aggregate<Unit::ratio, typename decltype(waiting)::record>(
        aggregates::reached_within, waiting.value, Days);
}

/// The number of different values of a text field, missing ones left out.
template <FieldConstant F>
constexpr auto distinct(const F& f) {
    static_assert(F::type == FieldType::text, "saleskpi: distinct counts the values of a text");
    return detail::aggregate<Unit::count, typename F::record>(
        aggregates::distinct, detail::row_expression(f).value);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
