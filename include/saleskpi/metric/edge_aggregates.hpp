// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/aggregate.hpp>

#include <string_view>
#include <type_traits>

/// Aggregates of what each customer, rep or record has as a period begins and as it ends: the movements of any
/// stock, and what is kept of it.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

namespace detail {

constexpr Aggregation edge_aggregation(std::string_view name) {
    return aggregation(name, {.is_over_period = true, .compares_edges = true});
}

}  // namespace detail

namespace aggregates {

inline constexpr Aggregation held = detail::edge_aggregation("held");
inline constexpr Aggregation retained = detail::edge_aggregation("retained");
inline constexpr Aggregation retained_capped = detail::edge_aggregation("retained_capped");
inline constexpr Aggregation gained = detail::edge_aggregation("gained");
inline constexpr Aggregation grown = detail::edge_aggregation("grown");
inline constexpr Aggregation shrunk = detail::edge_aggregation("shrunk");
inline constexpr Aggregation gone = detail::edge_aggregation("gone");
inline constexpr Aggregation number_held = detail::edge_aggregation("number_held");
inline constexpr Aggregation number_retained = detail::edge_aggregation("number_retained");
inline constexpr Aggregation number_gained = detail::edge_aggregation("number_gained");
inline constexpr Aggregation number_gone = detail::edge_aggregation("number_gone");
inline constexpr Aggregation number_with_any = detail::edge_aggregation("number_with_any");
inline constexpr Aggregation number_with_several = detail::edge_aggregation("number_with_several");

}  // namespace aggregates

namespace detail {

/// Of an amount in its own unit, or of their number.
template <bool IsNumber, RowOperand T, FieldConstant... F>
constexpr auto of_each(Aggregation aggregation, const T& x, const F&... each) {
    static_assert(sizeof...(F) <= 1, "saleskpi: one text names who has an amount");
    const auto e = row_expression(x);
    using E = std::remove_const_t<decltype(e)>;
    static_assert(
        E::is_number && ((F::type == FieldType::text) && ...),
        "saleskpi: what each has is an amount or a number, and who has it is named by a text");
    static_assert(
        (std::is_same_v<typename E::record, typename F::record> && ...),
        "saleskpi: what each has stands in records that name who has it");
    if (e.value.kind != RowValue::Kind::column && e.value.kind != RowValue::Kind::mixed)
        each_has_a_field_or_a_whole_and_a_rest();
    Leaf leaf;
    leaf.table = e.value.a.table;
    leaf.aggregation = aggregation;
    leaf.value = e.value;
    ((leaf.each = column(each)), ...);
    constexpr Unit unit = IsNumber ? Unit::count : E::unit;
    return Aggregate<typename E::record, unit, 0>{leaf, {}};
}

template <class RecordT, FieldConstant F>
constexpr auto records_of_each(Aggregation aggregation, const F& each) {
    static_assert(
        F::type == FieldType::text && std::is_same_v<RecordT, typename F::record>,
        "saleskpi: whose a record is a text of it names");
    Leaf leaf;
    leaf.table = table_of<RecordT>();
    leaf.aggregation = aggregation;
    leaf.each = column(each);
    return Aggregate<RecordT, Unit::count, 0>{leaf, {}};
}

}  // namespace detail

namespace kpi {

/// What each had as the period began, added up over those who had more than nothing. Which records are
/// of whom a text says: `held(subscription::price, subscription::customer)`; one without is by itself. Placed
/// by active(from, until), for the end of the day before the period; or by(date), of what happens: then it is
/// all that had happened by then. Who has less than nothing has nothing.
template <RowOperand T, FieldConstant F>
constexpr auto held(const T& x, const F& each) {
    return detail::of_each<false>(aggregates::held, x, each);
}

/// What those who had something as the period began have as it ends, more or less: of the rest, who
/// came meanwhile, nothing counts.
template <RowOperand T, FieldConstant F>
constexpr auto retained(const T& x, const F& each) {
    return detail::of_each<false>(aggregates::retained, x, each);
}

/// The same, of each at most what they had as the period began.
template <RowOperand T, FieldConstant F>
constexpr auto retained_capped(const T& x, const F& each) {
    return detail::of_each<false>(aggregates::retained_capped, x, each);
}

/// How many had something as the period began.
template <RowOperand T, FieldConstant F>
constexpr auto number_held(const T& x, const F& each) {
    return detail::of_each<true>(aggregates::number_held, x, each);
}
/// The same of records, of each as many as there are.
template <class RecordT, FieldConstant F>
constexpr auto number_held(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_held, each);
}

/// How many of them have something as it ends.
template <RowOperand T, FieldConstant F>
constexpr auto number_retained(const T& x, const F& each) {
    return detail::of_each<true>(aggregates::number_retained, x, each);
}
template <class RecordT, FieldConstant F>
constexpr auto number_retained(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_retained, each);
}

/// What those have as the period ends who had nothing as it began. With `held`, and these three, it makes up
/// what there is at the end: held + gained + grown - shrunk - gone. Without `each` every record is by itself.
template <RowOperand T, FieldConstant... F>
constexpr auto gained(const T& x, const F&... each) {
    return detail::of_each<false>(aggregates::gained, x, each...);
}
/// By how much those have more who had something before.
template <RowOperand T, FieldConstant... F>
constexpr auto grown(const T& x, const F&... each) {
    return detail::of_each<false>(aggregates::grown, x, each...);
}
/// By how much those have less who still have something.
template <RowOperand T, FieldConstant... F>
constexpr auto shrunk(const T& x, const F&... each) {
    return detail::of_each<false>(aggregates::shrunk, x, each...);
}
/// What those had as the period began who have nothing as it ends.
template <RowOperand T, FieldConstant... F>
constexpr auto gone(const T& x, const F&... each) {
    return detail::of_each<false>(aggregates::gone, x, each...);
}

/// How many have something as the period ends who had nothing as it began.
template <RowOperand T, FieldConstant F>
constexpr auto number_gained(const T& x, const F& each) {
    return detail::of_each<true>(aggregates::number_gained, x, each);
}
template <class RecordT, FieldConstant F>
constexpr auto number_gained(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_gained, each);
}

/// How many had something and have nothing as it ends.
template <RowOperand T, FieldConstant F>
constexpr auto number_gone(const T& x, const F& each) {
    return detail::of_each<true>(aggregates::number_gone, x, each);
}
template <class RecordT, FieldConstant F>
constexpr auto number_gone(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_gone, each);
}

/// How many have something as the period ends, whether or not they had before.
template <RowOperand T, FieldConstant F>
constexpr auto number_with_any(const T& x, const F& each) {
    return detail::of_each<true>(aggregates::number_with_any, x, each);
}
template <class RecordT, FieldConstant F>
constexpr auto number_with_any(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_with_any, each);
}

/// How many have two records or more as the period ends: `number_with_several<Deal>(deal::customer)`.
template <class RecordT, FieldConstant F>
constexpr auto number_with_several(const F& each) {
    return detail::records_of_each<RecordT>(aggregates::number_with_several, each);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
