// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/dimension.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// One node of a condition on groups, as Test is of one on records.
struct MemberTest {
    Test::Op op = Test::Op::equal;
    ShortText dimension;
    ConstantText member;
};

/// A condition on what results are cut by: `by::team == "North" || by::team == "South"`. It holds the
/// names, each of up to 95 bytes: Error invalid_definition for longer.
template <std::size_t N>
struct MemberCondition {
    std::array<MemberTest, N> tests;
};

namespace detail {

template <Test::Op Op, class C>
constexpr MemberCondition<1> compare_member(const Dimension& dimension, const C& member) {
    static_assert(
        std::is_convertible_v<const C&, std::string_view>,
        "saleskpi: a dimension is compared with the name of a member");
    return {{MemberTest{Op, dimension.name(), std::string_view{member}}}};
}

template <std::size_t N, std::size_t M>
constexpr MemberCondition<N + M + 1> joined_members(
    const MemberCondition<N>& a, const MemberCondition<M>& b, Test::Op op) {
    MemberCondition<N + M + 1> all{};
    for (std::size_t i = 0; i < N; ++i)
        all.tests[i] = a.tests[i];
    for (std::size_t i = 0; i < M; ++i)
        all.tests[N + i] = b.tests[i];
    all.tests[N + M].op = op;
    return all;
}

}  // namespace detail

template <std::same_as<Dimension> D, class C>
constexpr MemberCondition<1> operator==(const D& dimension, const C& member) {
    return detail::compare_member<Test::Op::equal>(dimension, member);
}
template <std::same_as<Dimension> D, class C>
constexpr MemberCondition<1> operator!=(const D& dimension, const C& member) {
    return detail::compare_member<Test::Op::not_equal>(dimension, member);
}

template <std::size_t N, std::size_t M>
constexpr auto operator&&(const MemberCondition<N>& a, const MemberCondition<M>& b) {
    return detail::joined_members(a, b, Test::Op::all);
}
template <std::size_t N, std::size_t M>
constexpr auto operator||(const MemberCondition<N>& a, const MemberCondition<M>& b) {
    return detail::joined_members(a, b, Test::Op::any);
}
/// What has no member stays unknown: `!(by::team == "North")` is `by::team != "North"`.
template <std::size_t N>
constexpr auto operator!(const MemberCondition<N>& a) {
    MemberCondition<N + 1> all{};
    for (std::size_t i = 0; i < N; ++i)
        all.tests[i] = a.tests[i];
    all.tests[N].op = Test::Op::none;
    return all;
}

namespace kpi {

/// It has no rep, no team, no product ...: what a report shows as by::unassigned.
template <std::same_as<Dimension> D>
constexpr MemberCondition<1> is_missing(const D& dimension) {
    return {{MemberTest{Test::Op::is_missing, dimension.name(), {}}}};
}
template <std::same_as<Dimension> D>
constexpr auto is_known(const D& dimension) {
    return !is_missing(dimension);
}
/// The member is one of these: `one_of(by::team, "North", "South")`.
template <std::same_as<Dimension> D, class C, class... More>
constexpr auto one_of(const D& dimension, const C& first, const More&... more) {
    if constexpr (sizeof...(More) == 0)
        return dimension == first;
    else
        return (dimension == first) || one_of(dimension, more...);
}

}  // namespace kpi

namespace detail {

struct ScopeAccess;
struct ScopeData;

template <class T>
inline constexpr bool is_member_condition = false;
template <std::size_t N>
inline constexpr bool is_member_condition<MemberCondition<N>> = true;

template <class T>
inline constexpr bool is_condition_of_scope = is_member_condition<T>;
template <class R, std::size_t N>
inline constexpr bool is_condition_of_scope<Condition<R, N>> = true;

}  // namespace detail

/// What a query sees of a book: see Rollup::where and docs/where.md. Made of conditions on dimensions,
/// each of which holds for all tables, and on fields, each of which holds for their table:
/// `by::team == "North" && deal::product == "Alpha"`. It owns its texts.
class Scope {
public:
    /// Everything.
    Scope() = default;
    template <std::size_t N>
    Scope(const MemberCondition<N>& condition)  // NOLINT: a condition is a scope
        : Scope{std::span<const MemberTest>{condition.tests}} {}
    template <class RecordT, std::size_t N>
    Scope(const Condition<RecordT, N>& condition)  // NOLINT
        : Scope{std::span<const Test>{condition.tests}} {}

    /// "team = North and deals.product = Alpha": a name with the table's before it is a field (the
    /// table may also be called by one of its records, "deal.product"), any other is a dimension. Fields
    /// are those of the library's records and of your own, `record_type<MyDeal>()`.
    /// Throws Error invalid_definition, naming the column; also where a dimension and a field, or fields
    /// of two tables, are joined by "or".
    static Scope parse(std::string_view text, std::span<const RecordType* const> own = {});

    bool is_everything() const { return data_ == nullptr; }
    /// As parse() reads it; equal scopes have equal texts. Empty if it is everything.
    std::string text() const;

    friend bool operator==(const Scope& a, const Scope& b) { return a.text() == b.text(); }

private:
    friend struct detail::ScopeAccess;
    explicit Scope(std::span<const MemberTest> tests);
    explicit Scope(std::span<const Test> tests);
    explicit Scope(std::shared_ptr<const detail::ScopeData> data) : data_{std::move(data)} {}

    std::shared_ptr<const detail::ScopeData> data_;
};

/// A scope, or a condition that is one.
template <class T>
concept ScopePart = std::same_as<T, Scope> || detail::is_condition_of_scope<T>;

namespace detail {

/// Of two, one is a scope already, or they are of a dimension and of a field.
template <class A, class B>
concept ScopePair = ScopePart<A> && ScopePart<B> &&
    (std::same_as<A, Scope> || std::same_as<B, Scope> ||
     is_member_condition<A> != is_member_condition<B>);

/// What both let through.
Scope both(const Scope& a, const Scope& b);

template <class>
inline constexpr bool is_joined_by_and = false;

}  // namespace detail

template <class A, class B>
requires detail::ScopePair<A, B> Scope operator&&(const A& a, const B& b) {
    return detail::both(Scope{a}, Scope{b});
}
template <class A, class B>
requires detail::ScopePair<A, B> Scope operator||(const A& a, const B&) {
    static_assert(
        detail::is_joined_by_and<A>,
        "saleskpi: a condition on a dimension and one on a field are joined by && only");
    return a;
}

}  // namespace saleskpi::inline v0_3
