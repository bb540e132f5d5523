// SPDX-License-Identifier: MIT
// What is worked out of one record: signed days and quotients, with numbers worked out by hand.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <array>
#include <limits>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr auto delay = signed_days(deal::expected_close, deal::closed);
constexpr auto discounted = deal::amount / deal::list;
constexpr auto price = deal::amount / deal::units;
constexpr auto monthly = deal::amount / deal::contract_months;

template <class A>
constexpr auto closed(const A& aggregate) {
    return metric("x", aggregate.by(deal::closed));
}

/// The exact answer of a book, which a direct call gives as well.
template <class M>
std::string both(const M& m, const std::vector<Deal>& deals) {
    const auto text = [](const auto& outcome) {
        return outcome ? to_text(outcome->exact()) : std::string{name(outcome.reason())};
    };
    const Table table = rollup(make::book(deals)).metrics(m).run();
    CHECK(text(m(deals)) == text(table[0][m]));
    return text(table[0][m]);
}

/// Closed on 2025-01-20; expected ten days before, five after, on the day, and never.
std::vector<Deal> late_and_early() {
    const auto expected = [](const char* day) {
        return make::deal_of().won().with(&Deal::expected_close, std::optional{make::day(day)});
    };
    return make::deals(
        expected("2025-01-10"), expected("2025-01-25"), expected("2025-01-20"),
        make::deal_of().won());
}

make::DealMaker sold(std::int64_t amount, std::optional<std::int64_t> units) {
    return make::deal_of().won(Money{amount, usd}).with(&Deal::units, units);
}

}  // namespace

TEST_CASE("signed days are negative where the second date comes first") {
    const std::vector<Deal> deals = late_and_early();
    CHECK(both(closed(sum(delay)), deals) == "5");  // 10 - 5 + 0
    CHECK(both(closed(mean(delay)), deals) == "5/3");
    CHECK(both(closed(median(delay)), deals) == "0");
    CHECK(both(closed(percentile<90>(delay)), deals) == "10");
    CHECK(both(closed(percentile<10>(delay)), deals) == "-5");
    CHECK(both(closed(smallest(delay)), deals) == "-5");
    CHECK(both(closed(largest(delay)), deals) == "10");
    // Days between have no value where these are negative.
    CHECK(both(closed(mean(days_between(deal::expected_close, deal::closed))), deals) == "5");
    const CellValue cell =
        rollup(make::book(deals)).metrics(closed(mean(delay))).run()[0].values()[0];
    CHECK(cell.records == 3);
    CHECK(cell.missing == 1);
    CHECK(both(closed(mean(delay)), {deals[3]}) == "missing_values");
}

TEST_CASE("signed days of each rep and month are those of their deals") {
    std::vector<Deal> deals;
    for (const auto& [rep, on, expected] : std::vector<std::array<const char*, 3>>{
             {"A", "2025-01-20", "2025-01-22"},
             {"B", "2025-01-25", "2025-01-01"},
             {"A", "2025-02-20", "2025-01-22"},
             {"A", "2025-02-21", "2025-03-01"},
             {"B", "2025-02-21", ""}}) {
        deals.push_back(make::deal_of(rep).won(100_usd, on));
        deals.back().expected_close = try_parse_date(expected);
    }
    const auto lateness = closed(sum(delay));
    const auto typical = metric("typical", median(delay).by(deal::closed));
    const Table table = rollup(make::book(deals))
                            .metrics(lateness, typical)
                            .by(by::rep)
                            .with_subtotals()
                            .every(Grain::month)
                            .during("2025-01-01"_date, "2025-03-01"_date)
                            .run();
    const auto of = [&](const GroupNames& group, int month, const auto& m) {
        return make::text(table.at(group, Month{2025, month})[m]);
    };
    CHECK(of({"A"}, 1, lateness) == "-2.0 days");
    CHECK(of({"B"}, 1, lateness) == "24.0 days");
    CHECK(of({"A"}, 2, lateness) == "21.0 days");  // 29 - 8
    CHECK(of({"B"}, 2, lateness) == "missing_values");
    CHECK(of({}, 1, lateness) == "22.0 days");
    CHECK(of({"A"}, 2, typical) == "10.5 days");
    CHECK(of({}, 1, typical) == "11.0 days");
}

TEST_CASE("a quotient is taken of each record") {
    const std::vector<Deal> deals = make::deals(
        make::deal_of().won(90_usd).listed_at(100_usd),
        make::deal_of().won(500_usd).listed_at(1000_usd), make::deal_of().won(70_usd),
        make::deal_of().won(70_usd).listed_at(0_usd), make::deal_of().won({}).listed_at(10_usd));
    CHECK(both(closed(mean(discounted)), deals) == "7/10");
    CHECK(both(closed(sum(discounted)), deals) == "7/5");
    CHECK(both(closed(median(discounted)), deals) == "7/10");
    CHECK(both(closed(percentile<50>(discounted)), deals) == "1/2");
    CHECK(both(closed(smallest(discounted)), deals) == "1/2");
    CHECK(both(closed(largest(discounted)), deals) == "9/10");
    const CellValue cell =
        rollup(make::book(deals)).metrics(closed(mean(discounted))).run()[0].values()[0];
    CHECK(cell.records == 2);
    CHECK(cell.missing == 3);  // without a list price, with one of zero, without an amount
    CHECK(both(closed(mean(discounted)), {deals[3]}) == "missing_values");
    // Of the sums it would be another: 590 by 1100.
    CHECK(make::text(closed(mean(discounted))(deals)) == "70.00 %");
}

TEST_CASE("a quotient is exact to 12 places, and then rounded half to even") {
    const auto mean_price = closed(mean(price));
    CHECK(both(mean_price, make::deals(sold(1000, 8))) == "125");
    CHECK(both(mean_price, make::deals(sold(1, 4096))) == "1/4096");  // 12 places: 5^12 of 10^12
    CHECK(both(mean_price, make::deals(sold(1000, 3))) == "333333333333333/1000000000000");
    CHECK(both(mean_price, make::deals(sold(-2000, 3))) == "-666666666666667/1000000000000");
    // 13 places, which end in 5: 122070312.5 and 366210937.5 of 10^12, to the even ones.
    CHECK(both(mean_price, make::deals(sold(1, 8192))) == "15258789/125000000000");
    CHECK(both(mean_price, make::deals(sold(3, 8192))) == "183105469/500000000000");
    CHECK(make::text(mean_price(make::deals(sold(1000, 3), sold(1000, 6)))) == "2.50 USD");
}

TEST_CASE("a quotient has the unit of its fields' units") {
    static_assert(decltype(discounted)::unit == Unit::ratio);
    static_assert(decltype(price)::unit == Unit::money);
    static_assert(decltype(monthly)::unit == Unit::money_per_month);
    static_assert(
        decltype(deal::units / deal::probability)::unit ==
        quotient_unit(deal::units.unit, deal::probability.unit));
    const Catalogue catalogue;
    CHECK(
        catalogue.at("mean(deals.amount / deals.contract_months by closed)") ==
        catalogue.define(
            "mean(deals.amount / deals.contract_months by closed)", "", Better::neither,
            formula_text(closed(mean(monthly)))));
    CHECK(
        catalogue.at("sum(deals.amount / deals.contract_months by closed)").unit() ==
        Unit::money_per_month);
}

TEST_CASE("reps who share a deal have parts of an amount by a number, and the whole of a ratio") {
    const std::vector<Deal> deals =
        make::deals(make::deal_of("A")
                        .won(120_usd)
                        .listed_at(240_usd)
                        .with(&Deal::contract_months, std::optional<std::int64_t>{12})
                        .shared({{"A", 75}, {"B", 25}}));
    const auto monthly_sum = metric("mrr_sold", sum(monthly).by(deal::closed));
    const auto share = metric("rate", mean(discounted).by(deal::closed));
    const auto rates = metric("rates", sum(discounted).by(deal::closed));
    const Table table = rollup(make::book(deals))
                            .metrics(monthly_sum, share, rates)
                            .by(by::rep)
                            .with_subtotals()
                            .run();
    const auto exact = [&](const GroupNames& group, const auto& m) {
        return to_text(table.at(group)[m]->exact());
    };
    CHECK(exact({"A"}, monthly_sum) == "750");
    CHECK(exact({"B"}, monthly_sum) == "250");
    CHECK(exact({}, monthly_sum) == "1000");
    for (const GroupNames& group : {GroupNames{{"A"}}, GroupNames{{"B"}}, GroupNames{}}) {
        CHECK(exact(group, share) == "1/2");
        CHECK(exact(group, rates) == "1/2");
    }
}

TEST_CASE("a quotient beyond 128 bits is an error only where it counts") {
    const auto share = metric("rate", mean(deal::units / deal::probability).by(deal::closed));
    make::DealMaker huge = sold(100, (std::numeric_limits<std::int64_t>::max)());
    huge.probability = Decimal::from_nanos(1);
    const std::vector<Deal> deals =
        make::deals(sold(100, 4).likely(50), huge.created_on("2024-01-01"));
    const auto overflows = [](auto action) {
        CHECK(code_of(action) == ErrorCode::overflow);
        CHECK_THAT(message_of(action), Catch::Matchers::Contains("metric 'rate'"));
    };
    overflows([&] { (void)share(deals); });
    overflows([&] { (void)rollup(make::book(deals)).metrics(share).run(); });
    const auto small = metric(
        "rate", mean(deal::units / deal::probability).where(deal::units < 5).by(deal::closed));
    CHECK(both(small, deals) == "8");
}

TEST_CASE("a median of values that lie 2^64 apart") {
    // 2^35 cents at 2^29 billionths, and nothing.
    const std::vector<Deal> deals = make::deals(
        make::deal_of()
            .won(Money{std::int64_t{1} << 35, usd})
            .with(&Deal::probability, std::optional{Decimal::from_nanos(std::int64_t{1} << 29)}),
        make::deal_of().won(0_usd).likely(0));
    CHECK(
        both(closed(median(deal::amount * deal::probability)), deals) ==
        to_text(Rational{int128{1} << 63, 1'000'000'000}));
}
