// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/formula.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A value worked out of one record: a column, or two of them combined.
template <class RecordT, Unit U, bool IsNumber = true>
struct RowExpression {
    using record = RecordT;
    static constexpr Unit unit = U;
    static constexpr bool is_number = IsNumber;
    RowValue value;
};

namespace detail {

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void only_a_sum_can_be_spread_over_days() {
    throw Error{ErrorCode::invalid_definition, "only a sum can be spread over days"};
}
[[noreturn]] inline void only_of_a_stock_there_is_an_age() {
    throw Error{ErrorCode::invalid_definition, "only of a stock there is an age: say active()"};
}
[[noreturn]] inline void only_sums_means_and_medians_of_ages() {
    throw Error{
        ErrorCode::invalid_definition, "ages are summed, averaged, or their median is taken"};
}
[[noreturn]] inline void each_has_a_field_or_a_whole_and_a_rest() {
    throw Error{ErrorCode::invalid_definition, "what each has is a field, or a whole and a rest"};
}
[[noreturn]] inline void what_each_has_is_placed_by_active_or_a_date() {
    throw Error{
        ErrorCode::invalid_definition,
        "what each has is placed by active(from, until) or by(date)"};
}
[[noreturn]] inline void of_what_each_has_nothing_else_is_needed() {
    throw Error{
        ErrorCode::invalid_definition,
        "of what each has nothing else is needed: leave having() out"};
}
[[noreturn]] inline void having_is_said_once() {
    throw Error{ErrorCode::invalid_definition, "having() is said once, with all fields"};
}

}  // namespace detail

/// One aggregate over the records of a type: what is taken of each, which count, and when.
/// Made by count, sum, distinct, ...; refined by where(), by(), active(), spread().
template <class RecordT, Unit U, std::size_t N>
class Aggregate {
public:
    using record = RecordT;

    constexpr Aggregate(Leaf leaf, const std::array<Test, N>& tests) : leaf_{leaf}, tests_{tests} {}

    /// Only records that satisfy the condition; given twice, both must hold.
    template <class R, std::size_t M>
    constexpr auto where(const Condition<R, M>& condition) const {
        using Common = typename detail::CommonRecord<RecordT, R>::type;
        Leaf leaf = leaf_;
        if constexpr (N == 0) {
            leaf.tests = static_cast<std::uint16_t>(M);
            return Aggregate<Common, U, M>{leaf, condition.tests};
        } else {
            leaf.tests = static_cast<std::uint16_t>(N + M + 1);
            return Aggregate<Common, U, N + M + 1>{
                leaf, detail::joined(tests_, condition.tests, Test::Op::all)};
        }
    }

    /// Only records that have all these fields; those that lack one are counted as missing, so that
    /// the result says how many of how many it rests on: `sum(deal::amount).having(deal::cost)`.
    template <FieldConstant F, FieldConstant... More>
    constexpr auto having(const F& f, const More&... more) const {
        if (leaf_.needs > 0) detail::having_is_said_once();
        if (leaf_.aggregation.compares_edges) detail::of_what_each_has_nothing_else_is_needed();
        const auto known = (kpi::is_known(f) && ... && kpi::is_known(more));
        using Known = std::remove_const_t<decltype(known)>;
        using Common = typename detail::CommonRecord<RecordT, typename Known::record>::type;
        constexpr std::size_t own = known.tests.size();
        Leaf leaf = leaf_;
        leaf.needs = static_cast<std::uint16_t>(1 + sizeof...(More));
        // First, so that further conditions may follow.
        if constexpr (N == 0) {
            leaf.tests = static_cast<std::uint16_t>(own);
            return Aggregate<Common, U, own>{leaf, known.tests};
        } else {
            leaf.tests = static_cast<std::uint16_t>(own + N + 1);
            return Aggregate<Common, U, own + N + 1>{
                leaf, detail::joined(known.tests, tests_, Test::Op::all)};
        }
    }

    /// A flow: a record counts in the period that contains this date; without it, in none.
    template <FieldConstant F>
    constexpr Aggregate by(const F& date) const {
        return placed(Placement::Kind::by, date, date);
    }

    /// A stock as it stands at the end of the period's last day: records with from <= day < until.
    /// Where `from` is missing, the earliest of the record's other dates holds, its end among them
    /// but not what is expected (`expected_close`), nor a date of another record (`lead_created`). A
    /// record without any date, and the range of an assignment, a target, a rate or a reference, is
    /// there "since ever". A missing `until` is "still".
    template <FieldConstant F, FieldConstant G>
    constexpr Aggregate active(const F& from, const G& until) const {
        return placed(Placement::Kind::active_at_end, from, until);
    }

    /// The same stock as the period opens: at the end of the day before its first.
    template <FieldConstant F, FieldConstant G>
    constexpr Aggregate active_at_start(const F& from, const G& until) const {
        return placed(Placement::Kind::active_at_start, from, until);
    }

    /// Records that were active as the period opened and still are at its end.
    template <FieldConstant F, FieldConstant G>
    constexpr Aggregate active_throughout(const F& from, const G& until) const {
        return placed(Placement::Kind::active_throughout, from, until);
    }

    /// A sum whose values are apportioned evenly over the days of [from, until): targets, retainers.
    /// Each part is whole cents (billionths, of a decimal), and adjoining parts add up.
    template <FieldConstant F, FieldConstant G>
    constexpr Aggregate spread(const F& from, const G& until) const {
        if (!leaf_.aggregation.spreads) detail::only_a_sum_can_be_spread_over_days();
        return placed(Placement::Kind::spread, from, until);
    }

    constexpr auto formula() const {
        Formula<U, 1, N, 1> f;
        f.leaves[0] = leaf_;
        f.tests = tests_;
        f.steps[0].unit = U;
        return f;
    }

private:
    template <FieldConstant F, FieldConstant G>
    constexpr Aggregate placed(Placement::Kind kind, const F& from, const G& until) const {
        static_assert(
            F::type == FieldType::date && G::type == FieldType::date,
            "saleskpi: records are placed in time by dates");
        static_assert(
            std::is_base_of_v<typename F::record, RecordT> &&
                std::is_base_of_v<typename G::record, RecordT>,
            "saleskpi: records are placed in time by dates of their own");
        if (leaf_.value.kind == RowValue::Kind::age && kind != Placement::Kind::active_at_end &&
            kind != Placement::Kind::active_at_start)
            detail::only_of_a_stock_there_is_an_age();
        if (leaf_.aggregation.compares_edges && kind != Placement::Kind::active_at_end &&
            kind != Placement::Kind::by)
            detail::what_each_has_is_placed_by_active_or_a_date();
        Aggregate a = *this;
        a.leaf_.placement = {kind, detail::column(from), detail::column(until)};
        return a;
    }

    Leaf leaf_;
    std::array<Test, N> tests_;
};

namespace detail {

constexpr bool is_number(FieldType type) {
    return type == FieldType::money || type == FieldType::decimal || type == FieldType::integer;
}

template <FieldConstant F>
constexpr auto row_expression(const F& f) {
    return RowExpression<typename F::record, F::unit, is_number(F::type)>{
        {RowValue::Kind::column, column(f), {}, F::unit}};
}
template <class R, Unit U, bool IsNumber>
constexpr auto row_expression(const RowExpression<R, U, IsNumber>& e) {
    return e;
}

}  // namespace detail

/// What can be taken of a record: a field, a difference, product or quotient of two, days between two
/// dates.
template <class T>
concept RowOperand = requires(const T& x) {
    detail::row_expression(x);
};

namespace detail {

template <Unit U, class R>
constexpr Aggregate<R, U, 0> aggregate(
    Aggregation aggregation, const RowValue& value, std::int32_t argument = 0) {
    Leaf leaf;
    leaf.table = table_of<R>();
    leaf.aggregation = aggregation;
    leaf.argument = argument;
    leaf.value = value;
    return {leaf, {}};
}

template <RowValue::Kind Kind, Unit U, FieldConstant F, FieldConstant G>
constexpr auto combined(const F& a, const G& b) {
    using R = typename CommonRecord<typename F::record, typename G::record>::type;
    return RowExpression<R, U>{{Kind, column(a), column(b), U}};
}

}  // namespace detail

/// The difference of two fields of one record: `sum(deal::amount - deal::cost)`.
template <FieldConstant F, FieldConstant G>
constexpr auto operator-(const F& a, const G& b) {
    static_assert(
        F::unit == G::unit && F::type == G::type && F::type != FieldType::date,
        "saleskpi: only fields of the same unit can be subtracted "
        "(for dates say days_between)");
    return detail::combined<RowValue::Kind::difference, F::unit>(a, b);
}

/// The product of two fields of one record, the second of them a decimal or a whole number:
/// `sum(deal::amount * deal::probability)`, `sum(deal::amount * deal::contract_months)`.
template <FieldConstant F, FieldConstant G>
constexpr auto operator*(const F& a, const G& b) {
    constexpr auto unit = product_unit(F::unit, G::unit);
    static_assert(
        unit.has_value() && (G::type == FieldType::decimal || G::type == FieldType::integer),
        "saleskpi: a field is multiplied by a number, such as a probability, if the product of "
        "their units has a meaning");
    return detail::combined<RowValue::Kind::product, *unit>(a, b);
}

/// The quotient of two fields of one record: `mean(deal::amount / deal::list)`. It is exact where it
/// has no more than 12 decimal places, of an amount of money those of its minor unit; else it is
/// rounded to 12, half to even. Missing where the divisor is zero.
template <FieldConstant F, FieldConstant G>
constexpr auto operator/(const F& a, const G& b) {
    constexpr auto unit = quotient_unit(F::unit, G::unit);
    static_assert(
        unit.has_value() && detail::is_number(F::type) && detail::is_number(G::type),
        "saleskpi: an amount or a number is divided by another, if the quotient of their units has "
        "a meaning");
    return detail::combined<RowValue::Kind::quotient, *unit>(a, b);
}

namespace kpi {

/// Civil days from one date of a record to another; missing where it would be negative.
template <FieldConstant F, FieldConstant G>
constexpr auto days_between(const F& from, const G& until) {
    static_assert(
        F::type == FieldType::date && G::type == FieldType::date,
        "saleskpi: days_between takes two dates");
    return detail::combined<RowValue::Kind::days_between, Unit::days>(from, until);
}

/// Civil days from one date of a record to another, negative where that lies before it: how late, or
/// early, `mean(signed_days(deal::expected_close, deal::closed))`.
template <FieldConstant F, FieldConstant G>
constexpr auto signed_days(const F& from, const G& until) {
    static_assert(
        F::type == FieldType::date && G::type == FieldType::date,
        "saleskpi: signed_days takes two dates");
    return detail::combined<RowValue::Kind::signed_days, Unit::days>(from, until);
}

/// Civil days from a date of a record to the day at which a stock is taken. Of the date by which the
/// stock begins where it is missing, from the day that holds in its place: see active().
template <FieldConstant F>
constexpr auto age(const F& since) {
    static_assert(F::type == FieldType::date, "saleskpi: an age is counted from a date");
    return RowExpression<typename F::record, Unit::days>{
        {RowValue::Kind::age, detail::column(since), {}, Unit::days}};
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
