// SPDX-License-Identifier: MIT
#include "plan/negation.hpp"

#include "catch.hpp"

#include <saleskpi/kpi/predicates.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using detail::without_negations;

namespace {

template <class Condition>
std::vector<Test> tests_of(const Condition& condition) {
    return {condition.tests.begin(), condition.tests.end()};
}

template <class Condition>
std::vector<Test> resolved(const Condition& condition) {
    return without_negations(condition.tests);
}

const auto web = deal::channel == "web";
const auto many = deal::units >= 10;

}  // namespace

TEST_CASE("a comparison is turned into its opposite") {
    CHECK(resolved(!web) == tests_of(deal::channel != "web"));
    CHECK(resolved(!(deal::channel != "web")) == tests_of(web));
    CHECK(resolved(!many) == tests_of(deal::units < 10));
    CHECK(resolved(!(deal::units < 10)) == tests_of(many));
    CHECK(resolved(!(deal::units > 10)) == tests_of(deal::units <= 10));
    CHECK(resolved(!(deal::units <= 10)) == tests_of(deal::units > 10));
    CHECK(resolved(!(deal::amount >= deal::list)) == tests_of(deal::amount < deal::list));
    CHECK(
        resolved(!(deal::opened <= deal::created + date::days{7})) ==
        tests_of(deal::opened > deal::created + date::days{7}));
}

TEST_CASE("and becomes or, and or and") {
    CHECK(resolved(!(web && many)) == tests_of(deal::channel != "web" || deal::units < 10));
    CHECK(resolved(!(web || many)) == tests_of(deal::channel != "web" && deal::units < 10));
    CHECK(resolved(won && !(web || !many)) == tests_of(won && (deal::channel != "web" && many)));
}

TEST_CASE("what is not there is known or missing, whatever stands before it") {
    CHECK(resolved(is_known(deal::cost)) == tests_of(is_known(deal::cost)));
    CHECK(resolved(!is_known(deal::cost)) == tests_of(is_missing(deal::cost)));
    CHECK(
        resolved(!(web && is_missing(deal::cost))) ==
        tests_of(deal::channel != "web" || is_known(deal::cost)));
}

TEST_CASE("what has no negation stays as it is, and two cancel out") {
    CHECK(without_negations({}).empty());
    CHECK(resolved(web || (many && won)) == tests_of(web || (many && won)));
    CHECK(resolved(!!(web && many)) == tests_of(web && many));
}
