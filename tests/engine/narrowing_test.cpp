// SPDX-License-Identifier: MIT
#include "engine/narrowing.hpp"

#include "catch.hpp"
#include "plan/negation.hpp"

#include <saleskpi/kpi/predicates.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using detail::behind_first;
using detail::Narrowing;
using detail::narrowings;
using Kind = Narrowing::Kind;

namespace {

constexpr auto a = deal::units > 1;
constexpr auto b = deal::units > 2;
constexpr auto c = deal::units > 3;

template <class Condition>
std::vector<Narrowing> of(const Condition& condition) {
    return narrowings(detail::without_negations(condition.tests));
}

}  // namespace

TEST_CASE("of conditions that must all hold one is asked after the other") {
    CHECK(narrowings({}).empty());
    CHECK(behind_first({}) == 0);
    // In the order of steps: a, b, and, c, and.
    const auto all = of(a && b && c);
    CHECK(all == std::vector<Narrowing>{{Kind::test, 0}, {Kind::test, 1}, {Kind::test, 3}});
    CHECK(behind_first(all) == 1);
}

TEST_CASE("of conditions of which one must hold each is asked of those that failed so far") {
    const auto any = of((a || b || c) && a);
    CHECK(
        any == std::vector<Narrowing>{
                   {Kind::begin_any},
                   {Kind::copy},
                   {Kind::test, 0},
                   {Kind::join},
                   {Kind::copy},
                   {Kind::test, 1},
                   {Kind::join},
                   {Kind::copy},
                   {Kind::test, 3},
                   {Kind::join},
                   {Kind::end_any},
                   {Kind::test, 5}});
    CHECK(behind_first(any) == 11);
}

TEST_CASE("whether a field is known is asked last") {
    // In the order of steps: missing, not, a, and.
    const auto known = of(is_known(deal::cost) && a);
    CHECK(known == std::vector<Narrowing>{{Kind::test, 2}, {Kind::not_test, 0}});
    CHECK(behind_first(known) == 1);
}
