// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/record/schema.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A condition on the records of one type: `deal::stage == Stage::won && deal::units > 10`.
/// It holds the texts it compares with, each of up to 95 bytes: Error invalid_definition for longer.
template <class RecordT, std::size_t N>
struct Condition {
    using record = RecordT;
    std::array<Test, N> tests;
};

namespace detail {

template <class T>
inline constexpr bool is_field = false;
template <class R, class T, Unit U>
inline constexpr bool is_field<Field<R, T, U>> = true;
template <class R, class T, Unit U>
inline constexpr bool is_field<ComputedField<R, T, U>> = true;

}  // namespace detail

/// A field constant such as `deal::amount`.
template <class T>
concept FieldConstant = detail::is_field<std::remove_cvref_t<T>>;

/// A date of a record, some days later: `lead::converted <= lead::created + date::days{7}`.
template <FieldConstant F>
struct DayOffset {
    F date;
    date::days days;
};

template <FieldConstant F>
constexpr DayOffset<F> operator+(const F& date, date::days days) {
    static_assert(F::type == FieldType::date, "saleskpi: days are added to dates only");
    return {date, days};
}
template <FieldConstant F>
constexpr DayOffset<F> operator-(const F& date, date::days days) {
    return date + -days;
}

namespace detail {

template <class T>
inline constexpr bool is_day_offset = false;
template <class F>
inline constexpr bool is_day_offset<DayOffset<F>> = true;

template <class RecordT>
inline constexpr std::uint64_t table_hash = name_hash(table_of<RecordT>());

/// How a field is named in a plan.
template <FieldConstant F>
constexpr ColumnRef column(const F& f) {
    return {
        table_of<typename F::record>(), f.name, F::type, F::unit,
        column_hash(table_hash<typename F::record>, f.name_hash)};
}

/// A choice whose names are known only to a book: it is compared with texts, and has their order.
template <class V>
consteval bool has_names_at_run_time() {
    if constexpr (Choice<V>)
        return names_of(V{}).empty();
    else
        return false;
}

template <class V, class C>
consteval bool is_constant_for() {
    if constexpr (std::is_same_v<V, std::string> || has_names_at_run_time<V>())
        return std::is_convertible_v<const C&, std::string_view>;
    else if constexpr (std::is_integral_v<V> && !std::is_same_v<V, bool>)
        return std::is_integral_v<C> && !std::is_same_v<C, bool>;
    else if constexpr (std::is_same_v<V, Date>)
        return std::is_convertible_v<const C&, Date>;
    else
        return std::is_same_v<V, C>;
}

template <class C>
constexpr ConstantText as_text(const C& text) {
    if constexpr (std::is_same_v<C, ConstantText>)
        return text;
    else
        return std::string_view{text};
}

template <FieldConstant F, class C>
constexpr Constant constant_for(const C& value) {
    using V = typename F::value_type;
    Constant constant;
    if constexpr (FieldConstant<C>) {
        static_assert(
            F::type == C::type && F::unit == C::unit,
            "saleskpi: two fields are compared only if they hold the same kind of value");
        static_assert(
            std::is_same_v<typename F::record, typename C::record>,
            "saleskpi: two fields are compared only within one record");
        constant.is_column = true;
        constant.column = column(value);
    } else if constexpr (is_day_offset<C>) {
        constant = constant_for<F>(value.date);
        constant.number = value.days.count();
    } else {
        static_assert(
            is_constant_for<V, C>(),
            "saleskpi: a field is compared only with a value of its own type");
        if constexpr (F::type == FieldType::text || has_names_at_run_time<V>())
            constant.text = as_text(value);
        else if constexpr (F::type == FieldType::choice) {
            constant.number = static_cast<std::int64_t>(value);
            constant.text = choices_of<V>()[static_cast<std::size_t>(value)];
        } else if constexpr (F::type == FieldType::date)
            constant.number = Date{value}.time_since_epoch().count();
        else if constexpr (F::type == FieldType::money) {
            constant.number = value.minor();
            constant.currency = value.currency();
        } else if constexpr (F::type == FieldType::decimal)
            constant.number = value.nanos();
        else
            constant.number = static_cast<std::int64_t>(value);
    }
    return constant;
}

template <Test::Op Op, FieldConstant F, class C>
constexpr Condition<typename F::record, 1> compare(const F& f, const C& value) {
    static_assert(F::type != FieldType::credits, "saleskpi: credits cannot be compared");
    static_assert(
        Op == Test::Op::equal || Op == Test::Op::not_equal ||
            has_names_at_run_time<typename F::value_type>() ||
            (F::type != FieldType::text && F::type != FieldType::choice),
        "saleskpi: texts and choices have no order: compare them with == or !=");
    return {{Test{Op, column(f), constant_for<F>(value)}}};
}

template <std::size_t N, std::size_t M>
constexpr std::array<Test, N + M + 1> joined(
    const std::array<Test, N>& a, const std::array<Test, M>& b, Test::Op op) {
    std::array<Test, N + M + 1> all{};
    for (std::size_t i = 0; i < N; ++i)
        all[i] = a[i];
    for (std::size_t i = 0; i < M; ++i)
        all[N + i] = b[i];
    all[N + M].op = op;
    return all;
}

/// The record type to which both parts of a condition apply: the more derived one.
template <class A, class B>
struct CommonRecord {
    static_assert(
        std::is_base_of_v<A, B> || std::is_base_of_v<B, A>,
        "saleskpi: both sides of a condition must be about the same kind of record");
    using type = std::conditional_t<std::is_base_of_v<A, B>, B, A>;
};

}  // namespace detail

template <FieldConstant F, class C>
constexpr auto operator==(const F& f, const C& value) {
    return detail::compare<Test::Op::equal>(f, value);
}
template <FieldConstant F, class C>
constexpr auto operator!=(const F& f, const C& value) {
    return detail::compare<Test::Op::not_equal>(f, value);
}
template <FieldConstant F, class C>
constexpr auto operator<(const F& f, const C& value) {
    return detail::compare<Test::Op::less>(f, value);
}
template <FieldConstant F, class C>
constexpr auto operator<=(const F& f, const C& value) {
    return detail::compare<Test::Op::less_equal>(f, value);
}
template <FieldConstant F, class C>
constexpr auto operator>(const F& f, const C& value) {
    return detail::compare<Test::Op::greater>(f, value);
}
template <FieldConstant F, class C>
constexpr auto operator>=(const F& f, const C& value) {
    return detail::compare<Test::Op::greater_equal>(f, value);
}

namespace kpi {

/// The record has no value in this field.
template <FieldConstant F>
constexpr Condition<typename F::record, 1> is_missing(const F& f) {
    return {{Test{Test::Op::is_missing, detail::column(f), {}}}};
}

}  // namespace kpi

template <class A, std::size_t N, class B, std::size_t M>
constexpr auto operator&&(const Condition<A, N>& a, const Condition<B, M>& b) {
    using R = typename detail::CommonRecord<A, B>::type;
    return Condition<R, N + M + 1>{detail::joined(a.tests, b.tests, Test::Op::all)};
}
template <class A, std::size_t N, class B, std::size_t M>
constexpr auto operator||(const Condition<A, N>& a, const Condition<B, M>& b) {
    using R = typename detail::CommonRecord<A, B>::type;
    return Condition<R, N + M + 1>{detail::joined(a.tests, b.tests, Test::Op::any)};
}
/// What is unknown for want of a value stays unknown: `!(channel == "web")` is `channel != "web"`.
template <class R, std::size_t N>
constexpr auto operator!(const Condition<R, N>& a) {
    return Condition<R, N + 1>{detail::joined(a.tests, std::array<Test, 0>{}, Test::Op::none)};
}

namespace kpi {

/// The record has a value in this field.
template <FieldConstant F>
constexpr auto is_known(const F& f) {
    return !is_missing(f);
}

/// The field is one of the values: `one_of(deal::channel, "web", "phone")`.
template <FieldConstant F, class C, class... More>
constexpr auto one_of(const F& f, const C& first, const More&... more) {
    if constexpr (sizeof...(More) == 0)
        return f == first;
    else
        return (f == first) || one_of(f, more...);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
