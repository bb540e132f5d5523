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
inline constexpr Aggregation sum_of_fractions =
    detail::aggregation("sum_of_fractions", {.adds = true});
inline constexpr Aggregation mean =
    detail::aggregation("mean", {.takes_ages = true, .averages = true});
inline constexpr Aggregation smallest = detail::aggregation("smallest");
inline constexpr Aggregation largest = detail::aggregation("largest");
inline constexpr Aggregation earliest_by = detail::aggregation("earliest_by");
inline constexpr Aggregation latest_by = detail::aggregation("latest_by");
inline constexpr Aggregation median = detail::aggregation("median", {.takes_ages = true});
inline constexpr Aggregation percentile = detail::aggregation("percentile");
inline constexpr Aggregation percentile_r6 = detail::aggregation("percentile_r6");
inline constexpr Aggregation percentile_r7 = detail::aggregation("percentile_r7");
inline constexpr Aggregation mode = detail::aggregation("mode");
inline constexpr Aggregation sample_standard_deviation =
    detail::aggregation("sample_standard_deviation");
inline constexpr Aggregation population_standard_deviation =
    detail::aggregation("population_standard_deviation");
inline constexpr Aggregation distinct = detail::aggregation("distinct");
inline constexpr Aggregation time_in_force =
    detail::aggregation("months_in_force", {.adds = true, .is_over_period = true});
inline constexpr Aggregation survival = detail::aggregation("survival");
inline constexpr Aggregation survival_low_95 = detail::aggregation("survival_low_95");
inline constexpr Aggregation survival_high_95 = detail::aggregation("survival_high_95");
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

template <RowOperand T>
constexpr auto numeric_or_date(Aggregation aggregation, const T& x) {
    if constexpr (FieldConstant<T>) {
        if constexpr (T::type == FieldType::date)
            return detail::aggregate<Unit::date, typename T::record>(
                aggregation, {RowValue::Kind::column, column(x), {}, Unit::date});
        else
            return numeric(aggregation, x);
    } else {
        return numeric(aggregation, x);
    }
}

template <FieldConstant F, FieldConstant G>
constexpr auto of_a_day(Aggregation aggregation, const F& x, const G& date) {
    static_assert(
        is_number(F::type) || F::type == FieldType::date,
        "saleskpi: earliest_by and latest_by take money, a number or a date");
    static_assert(
        G::type == FieldType::date, "saleskpi: the earliest and the latest are told by a date");
    constexpr Unit unit = F::type == FieldType::date ? Unit::date : F::unit;
    const auto dated = combined<RowValue::Kind::dated, unit>(x, date);
    return detail::aggregate<unit, typename decltype(dated)::record>(aggregation, dated.value);
}

template <int Percent>
constexpr void check_percent() {
    static_assert(Percent > 0 && Percent <= 100, "saleskpi: a percentile lies in 1..100");
}

template <int Days, FieldConstant F, FieldConstant G>
constexpr auto waiting(Aggregation aggregation, const F& since, const G& until) {
    static_assert(Days > 0, "saleskpi: something is reached within a number of days");
    static_assert(
        F::type == FieldType::date && G::type == FieldType::date,
        "saleskpi: a wait is between two dates");
    const auto days = combined<RowValue::Kind::waiting, Unit::days>(since, until);
    return detail::aggregate<Unit::ratio, typename decltype(days)::record>(
        aggregation, days.value, Days);
}

}  // namespace detail

namespace kpi {

/// A field and, where they are known, what is left as one field by another, a whole number: an amount that
/// is kept exactly in whole cents and the fraction of one.
template <FieldConstant F, FieldConstant G, FieldConstant H>
constexpr auto whole_and_rest(const F& whole, const G& above, const H& below) {
    static_assert(
        detail::is_number(F::type) && F::type == G::type && H::type == FieldType::integer,
        "saleskpi: the rest is of the kind of the whole, by a whole number");
    auto mixed = detail::combined<RowValue::Kind::mixed, F::unit>(whole, above);
    mixed.value.c = detail::column(below);
    return mixed;
}

/// The sum of the known values. No value where records count but none of them has one.
template <RowOperand T>
constexpr auto sum(const T& x) {
    return detail::numeric(aggregates::sum, x);
}

/// The sum of one field by another of the same record, a whole number. Exact, unlike the sum of quotients,
/// which are rounded to twelve places. No value where records count but none of them has one.
template <FieldConstant F, FieldConstant G>
constexpr auto sum_of_fractions(const F& above, const G& below) {
    static_assert(
        detail::is_number(F::type) && G::type == FieldType::integer,
        "saleskpi: a fraction is of money or a number by a whole number");
    const auto fraction = detail::combined<RowValue::Kind::fraction, F::unit>(above, below);
    return detail::aggregate<F::unit, typename decltype(fraction)::record>(
        aggregates::sum_of_fractions, fraction.value);
}

/// The sum of the known values by their number: a missing value is not a zero.
template <RowOperand T>
constexpr auto mean(const T& x) {
    return detail::numeric(aggregates::mean, x);
}

/// The least of the known values, of numbers or dates: `smallest(deal::closed)` is the day of the first
/// deal.
template <RowOperand T>
constexpr auto smallest(const T& x) {
    return detail::numeric_or_date(aggregates::smallest, x);
}

/// The greatest of the known values, of numbers or dates.
template <RowOperand T>
constexpr auto largest(const T& x) {
    return detail::numeric_or_date(aggregates::largest, x);
}

/// The value, a number or date, of the record with the earliest date; who lacks either counts as
/// missing. Of several records of that date the least value.
template <FieldConstant F, FieldConstant G>
constexpr auto earliest_by(const F& x, const G& date) {
    return detail::of_a_day(aggregates::earliest_by, x, date);
}

/// The value of the record with the latest date. Of several records of that date the greatest value.
template <FieldConstant F, FieldConstant G>
constexpr auto latest_by(const F& x, const G& date) {
    return detail::of_a_day(aggregates::latest_by, x, date);
}

/// The middle value; of an even number, the mean of the two in the middle.
template <RowOperand T>
constexpr auto median(const T& x) {
    return detail::numeric(aggregates::median, x);
}

/// The nearest-rank percentile: the smallest value that at least Percent % do not exceed.
template <int Percent, RowOperand T>
constexpr auto percentile(const T& x) {
    detail::check_percent<Percent>();
    return detail::numeric(aggregates::percentile, x, Percent);
}

/// The percentile at rank p (n + 1), between the two values around it; beyond the first and the last
/// value it is that one. Hyndman and Fan's sixth, R's type 6.
template <int Percent, RowOperand T>
constexpr auto percentile_r6(const T& x) {
    detail::check_percent<Percent>();
    return detail::numeric(aggregates::percentile_r6, x, Percent);
}

/// The percentile at rank p (n - 1) + 1, between the two values around it. Hyndman and Fan's seventh,
/// R's type 7, and what spreadsheets take.
template <int Percent, RowOperand T>
constexpr auto percentile_r7(const T& x) {
    detail::check_percent<Percent>();
    return detail::numeric(aggregates::percentile_r7, x, Percent);
}

/// The value that occurs most often; of several, the least.
template <RowOperand T>
constexpr auto mode(const T& x) {
    return detail::numeric(aggregates::mode, x);
}

/// How far the values lie from their mean, if they are a sample of what is asked for: squares are divided
/// by n - 1. No value where there are fewer than two. The root is rounded to twelve places.
template <RowOperand T>
constexpr auto sample_standard_deviation(const T& x) {
    return detail::numeric(aggregates::sample_standard_deviation, x);
}

/// The same if the values are all there are: squares are divided by n.
template <RowOperand T>
constexpr auto population_standard_deviation(const T& x) {
    return detail::numeric(aggregates::population_standard_deviation, x);
}

/// Of the records, the share that has not got from one date to the other after so many days: Kaplan and
/// Meier's estimate. Who has not got there yet counts for as long as they were seen, to the day as
/// of which the book is known or to the end of the report, and neither as a success nor as a failure.
/// Exact as long as 128 bits hold it; else rounded to twelve places.
template <int Days, FieldConstant F, FieldConstant G>
constexpr auto survival(const F& since, const G& until) {
    return detail::waiting<Days>(aggregates::survival, since, until);
}

/// The lower end of Greenwood's interval of 95 % around it, at least 0. No value where nobody waits any
/// more.
template <int Days, FieldConstant F, FieldConstant G>
constexpr auto survival_low_95(const F& since, const G& until) {
    return detail::waiting<Days>(aggregates::survival_low_95, since, until);
}

/// The upper end, at most 1.
template <int Days, FieldConstant F, FieldConstant G>
constexpr auto survival_high_95(const F& since, const G& until) {
    return detail::waiting<Days>(aggregates::survival_high_95, since, until);
}

/// The share that has got there within so many days: 1 less survival.
template <int Days, FieldConstant F, FieldConstant G>
constexpr auto reached_within(const F& since, const G& until) {
    return detail::waiting<Days>(aggregates::reached_within, since, until);
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
