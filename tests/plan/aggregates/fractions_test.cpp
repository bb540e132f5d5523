// SPDX-License-Identifier: MIT
#include "plan/aggregates/fractions.hpp"

#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/language/words.hpp>

#include <limits>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;

namespace {

constexpr auto price_by_unit = metric(
    "price_by_unit", sum_of_fractions(deal::amount, deal::units).where(won).by(deal::closed));

Deal won_units(Money amount, std::int64_t units) {
    return deal_of("Asha").won(amount, "2025-01-10").with(&Deal::units, units);
}

}  // namespace

// 1/3 + 1/7 + 2/3 of a dollar, in cents.
TEST_CASE("fractions are summed exactly") {
    const std::vector all{won_units(1_usd, 3), won_units(1_usd, 7), won_units(2_usd, 3)};
    CHECK(price_by_unit(all)->exact() == Rational(100) + Rational(100, 7));
}

TEST_CASE("what is divided by nothing is missing") {
    std::vector all{won_units(1_usd, 0)};
    CHECK(price_by_unit(all).reason() == Reason::missing_values);
    all.push_back(won_units(1_usd, 4));
    CHECK(price_by_unit(all)->exact() == Rational(25));
    all.push_back(won_units(1_usd, -4));
    CHECK(price_by_unit(all)->exact() == Rational(0));
}

TEST_CASE("shares of a record are shares of its fraction") {
    Deal shared = won_units(100_usd, 3);
    shared.credits = {{"Asha", Decimal::ratio(3, 4)}, {"Ben", Decimal::ratio(1, 4)}};
    const Table table = rollup(make::book(std::vector{shared}))
                            .metrics(price_by_unit)
                            .by(by::rep)
                            .with_subtotals()
                            .run();
    CHECK(table.at({"Asha"})[price_by_unit]->exact() == Rational(7500, 3));
    CHECK(table.at({"Ben"})[price_by_unit]->exact() == Rational(2500, 3));
    CHECK(table.at({})[price_by_unit]->exact() == Rational(10000, 3));
}

TEST_CASE("a fraction is one number, whatever its signs") {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    for (const std::int64_t above : {std::int64_t{1}, std::int64_t{-1}, most, -most})
        for (const std::int64_t below : {std::int64_t{1}, std::int64_t{-3}, most, -most})
            CHECK(
                detail::fraction_of(detail::fraction_value(above, below)) ==
                Rational(above, below));
    CHECK(detail::fraction_of(detail::fraction_value(0, 5)) == Rational(0));
}

TEST_CASE("as text, fractions are of a number by a whole one") {
    const Catalogue catalogue;
    CHECK(
        formula_text(catalogue.at("sum_of_fractions(deals.amount, deals.units by closed)")) ==
        "sum_of_fractions(deals.amount, deals.units by closed)");
    CHECK(code_of([&] {
              (void)catalogue.at("sum_of_fractions(deals.amount, deals.cost by closed)");
          }) == ErrorCode::invalid_definition);
}
