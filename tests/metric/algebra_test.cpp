// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/operators.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;

namespace {

constexpr auto won_deals = count<Deal>().where(won).by(deal::closed);
constexpr auto decided_deals = count<Deal>().where(decided).by(deal::closed);
constexpr auto rate = metric("rate", won_deals / decided_deals);

/// The tests of each leaf, as the operators they apply.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
std::vector<Test::Op> tests_of(const Formula<U, L, T, S>& formula, std::size_t leaf) {
    std::vector<Test::Op> ops;
    const Leaf& l = formula.leaves[leaf];
    for (std::size_t i = 0; i < l.tests; ++i)
        ops.push_back(formula.tests[l.first_test + i].op);
    return ops;
}

using Ops = std::vector<Test::Op>;
constexpr auto equal = Test::Op::equal;
constexpr auto all = Test::Op::all;
constexpr auto any = Test::Op::any;

struct MyDeal : Deal {
    std::string vertical;
};
constexpr auto vertical = field("vertical", &MyDeal::vertical);

}  // namespace

template <>
struct saleskpi::Schema<MyDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{vertical};
};

TEST_CASE("an aggregate is one leaf and one step") {
    constexpr auto f = sum(deal::amount).where(won).by(deal::closed).formula();
    REQUIRE(f.leaves.size() == 1);
    REQUIRE(f.steps.size() == 1);
    CHECK(f.leaves[0].table == "deals");
    CHECK(f.leaves[0].aggregation == aggregates::sum);
    CHECK(f.leaves[0].value.kind == RowValue::Kind::column);
    CHECK(f.leaves[0].value.a.name == "amount");
    CHECK(f.leaves[0].value.unit == Unit::money);
    CHECK(f.leaves[0].placement.kind == Placement::Kind::by);
    CHECK(f.leaves[0].placement.from.name == "closed");
    CHECK(f.steps[0].kind == steps::leaf);
    CHECK(f.steps[0].unit == Unit::money);
}

TEST_CASE("conditions are in postfix order") {
    CHECK(tests_of(won_deals.formula(), 0) == Ops{equal});
    CHECK(tests_of(decided_deals.formula(), 0) == Ops{equal, equal, any});
    const auto not_won = count<Deal>().where(!won).by(deal::closed);
    CHECK(tests_of(not_won.formula(), 0) == Ops{equal, Test::Op::none});
    const auto known = count<Deal>().where(is_known(deal::list)).by(deal::closed);
    CHECK(tests_of(known.formula(), 0) == Ops{Test::Op::is_missing, Test::Op::none});
}

TEST_CASE("where() twice means both, in any order with by()") {
    const auto twice = count<Deal>().where(decided).by(deal::closed).where(deal::units > 3);
    CHECK(tests_of(twice.formula(), 0) == Ops{equal, equal, any, Test::Op::greater, all});
    const auto once = count<Deal>().where(decided && deal::units > 3).by(deal::closed);
    CHECK(once.formula().leaves == twice.formula().leaves);
    CHECK(once.formula().tests == twice.formula().tests);
}

TEST_CASE("one of several values, or of one") {
    CHECK(one_of(deal::channel, "web").tests == (deal::channel == "web").tests);
    const auto three = one_of(deal::channel, "web", "phone", "fair");
    CHECK(three.tests[0].constant.text == "web");
    CHECK(three.tests[1].constant.text == "phone");
    CHECK(three.tests[2].constant.text == "fair");
    CHECK(three.tests[4].op == any);
}

TEST_CASE("constants are kept in the column's own kind") {
    const auto constant = [](const auto& condition) { return condition.tests[0].constant; };
    CHECK(constant(deal::amount >= 99.99_usd).number == 9999);
    CHECK(constant(deal::amount >= 99.99_usd).currency == usd);
    CHECK(constant(deal::probability < Decimal::ratio(1, 4)).number == 250'000'000);
    CHECK(constant(deal::closed >= date::sys_days{date::year{1970} / 1 / 11}).number == 10);
    CHECK(constant(deal::stage == Stage::lost).number == 2);
    CHECK(constant(deal::stage == Stage::lost).text == "lost");
    CHECK(constant(deal::collateral_used == true).number == 1);
    CHECK(constant(deal::collateral_used == true).text == "yes");
    CHECK(constant(deal::units == -7).number == -7);
    CHECK(constant(deal::amount < deal::list).is_column);
    CHECK(constant(deal::amount < deal::list).column.name == "list");
}

TEST_CASE("arithmetic joins leaves, conditions and steps") {
    constexpr auto f = rate.formula();
    REQUIRE(f.leaves.size() == 2);
    CHECK(f.leaves[0].first_test == 0);
    CHECK(f.leaves[1].first_test == 1);
    CHECK(tests_of(f, 0) == Ops{equal});
    CHECK(tests_of(f, 1) == Ops{equal, equal, any});
    REQUIRE(f.steps.size() == 3);
    CHECK(f.steps[0].leaf == 0);
    CHECK(f.steps[1].leaf == 1);
    CHECK(f.steps[2].kind == steps::divide);
    CHECK(f.steps[2].operands == std::array<std::uint32_t, 3>{2, 1, 0});

    // As the right-hand side of something else, all its indices move on.
    constexpr auto g = 1 - rate * rate;
    REQUIRE(g.leaves.size() == 4);
    CHECK(g.leaves[3].first_test == 5);
    CHECK(tests_of(g, 3) == Ops{equal, equal, any});
    REQUIRE(g.steps.size() == 9);
    CHECK(g.steps[0].kind == steps::constant);
    CHECK(g.steps[4].leaf == 2);
    CHECK(g.steps[5].leaf == 3);
    CHECK(g.steps[7].kind == steps::multiply);
    CHECK(g.steps[7].operands == std::array<std::uint32_t, 3>{4, 1, 0});
    CHECK(g.steps[8].kind == steps::subtract);
    CHECK(g.steps[8].operands == std::array<std::uint32_t, 3>{8, 1, 0});
}

TEST_CASE("a filtered metric filters the leaves of the tables that it names") {
    constexpr auto per_rep = metric("per_rep", won_deals / average_reps());
    constexpr auto on_web =
        filtered("on_web", per_rep, deal::channel == "web", unfiltered<Assignment>);
    CHECK(on_web.id() == "on_web");
    CHECK(tests_of(on_web.formula(), 0) == Ops{equal, equal, all});
    CHECK(tests_of(on_web.formula(), 1).empty());

    constexpr auto both = filtered("both", rate, deal::channel == "web" && deal::units > 3);
    CHECK(tests_of(both.formula(), 0) == Ops{equal, equal, Test::Op::greater, all, all});
    CHECK(
        tests_of(both.formula(), 1) == Ops{equal, equal, any, equal, Test::Op::greater, all, all});

    constexpr auto everything = metric("everything", count<Deal>().by(deal::closed));
    CHECK(tests_of(filtered("some", everything, won).formula(), 0) == Ops{equal});
}

TEST_CASE("fields of a derived record narrow the aggregate to it") {
    const auto narrowed = sum(deal::amount).where(won && vertical == "retail").by(deal::closed);
    STATIC_REQUIRE(std::is_same_v<decltype(narrowed)::record, MyDeal>);
    CHECK(narrowed.formula().leaves[0].table == "deals");
    CHECK(record_type<MyDeal>().find("vertical") != nullptr);
    CHECK(tests_of(narrowed.formula(), 0) == Ops{equal, equal, all});
}

TEST_CASE("a metric without a title has its id for one") {
    CHECK(rate.title() == "rate");
    CHECK(rate.better() == Better::neither);
}

TEST_CASE("the operators name what they are over") {
    CHECK(target_of(rate).id() == "target(rate)");
    CHECK(attainment(rate).id() == "attainment(rate)");
    CHECK(attainment(rate).title() == "rate, attainment");
    CHECK(change(rate, previous).id() == "change(rate, previous)");
    CHECK(change(rate, year_over_year).id() == "change(rate, year_over_year)");
    CHECK(change(rate, previous).title() == "rate, change to the period before");
}

TEST_CASE("less than the target is good news where less is better") {
    constexpr auto cost =
        metric("cost", "Cost", Better::lower, "", sum(deal::cost).by(deal::closed));
    CHECK(attainment(cost).formula().steps.back().kind == steps::attain_lower);
    CHECK(attainment(rate).formula().steps.back().kind == steps::attain);
    CHECK(attainment(cost).better() == Better::higher);
}

TEST_CASE("an aggregate without a date is no metric") {
    const auto not_placed = count<Deal>().where(won);
    CHECK(code_of([&] { (void)metric("x", not_placed); }) == ErrorCode::invalid_definition);
}

TEST_CASE("an id has a limit") {
    const std::string long_id(ShortText::capacity + 1, 'x');
    CHECK(code_of([&] { (void)ShortText{long_id}; }) == ErrorCode::invalid_definition);
    const ShortText longest{std::string(ShortText::capacity, 'x')};
    CHECK(longest.view().size() == ShortText::capacity);
}
