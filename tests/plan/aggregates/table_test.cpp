// SPDX-License-Identifier: MIT
// What holds of every kind of aggregate.
#include "plan/aggregates/table.hpp"

#include "catch.hpp"
#include "support/aggregate_calls.hpp"
#include "support/slow_aggregates.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/language/words.hpp>

#include <set>

using namespace saleskpi;

TEST_CASE("the rules of aggregates are whole, and found by kind and name") {
    std::set<std::uint32_t> numbers;
    for (const detail::AggregateRule* rule : detail::aggregate_rules()) {
        INFO(rule->name);
        CHECK(numbers.insert(rule->kind.number).second);
        CHECK(rule->kind == detail::aggregation(rule->name));
        CHECK(detail::find_aggregate(rule->name) == rule);
        CHECK(&detail::rule_of(rule->kind) == rule);
        CHECK(rule->reader.state != nullptr);
        CHECK(rule->reader.value != nullptr);
        // What adds says it by that, everything else in words of its own.
        CHECK((rule->rolls_up == nullptr) == (rule->kind.adds));
        CHECK(slow::is_aggregate_name(rule->name));
    }
    CHECK(detail::find_aggregate("average") == nullptr);
}

TEST_CASE("every aggregate is read from its text as what it was") {
    const Catalogue catalogue;
    for (const std::string& call : saleskpi_test::aggregate_calls()) {
        const Definition metric = catalogue.at(call);
        CHECK(formula_text(metric) == call);
        const Words in_words = words(metric);
        CHECK_FALSE(in_words.rolls_up.empty());
        CHECK_FALSE(in_words.date.empty());
        CHECK(catalogue.at(in_words.formula) == metric);
    }
}

TEST_CASE("an aggregate of no known kind is refused") {
    auto formula = kpi::revenue.formula();
    formula.leaves[0].aggregation = detail::aggregation("average");
    const auto average = kpi::metric("average", formula);
    CHECK(code_of([&] { (void)Definition{average}; }) == ErrorCode::invalid_definition);
    CHECK(message_of([&] {
              (void)Definition{average};
          }) == "metric 'average': an aggregate is of no known kind");
}
