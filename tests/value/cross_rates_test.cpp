// SPDX-License-Identifier: MIT
// Rates over other currencies, and rates that contradict each other.
#include "catch.hpp"

#include <saleskpi/value/exchange.hpp>

#include <algorithm>
#include <tuple>

using namespace saleskpi;
using namespace saleskpi::literals;
using namespace date::literals;

namespace {

constexpr Date day = 2025_y / 1 / 1;

using Said = std::tuple<Currency, Currency, Date, Rational>;

ExchangeRates rates_of(const std::vector<Said>& said) {
    ExchangeRates rates;
    for (const auto& [from, to, since, rate] : said)
        rates.add(from, to, since, rate);
    return rates;
}

Rational decimal(std::int64_t number, std::int64_t per) { return Rational(number, per); }

}  // namespace

TEST_CASE("public case 26: two rates of a list make a cross rate") {
    const ExchangeRates rates =
        rates_of({{eur, usd, day, decimal(11, 10)}, {eur, gbp, day, decimal(8, 10)}});
    const auto way = rates.way(gbp, usd, day);
    REQUIRE(way);
    CHECK(way->rate == Rational(11, 8));
    CHECK(way->over == std::vector{eur});
    CHECK(way->is_cross());
    CHECK(rates.convert(100_gbp, usd, day) == 137.50_usd);
    CHECK(rates.rate(usd, gbp, day) == Rational(8, 11));
    CHECK_FALSE(rates.rate(gbp, usd, day - date::days{1}));
}

TEST_CASE("a rate may lead over two currencies, and over no more") {
    const ExchangeRates rates = rates_of(
        {{sek, eur, day, decimal(9, 100)},
         {eur, usd, day, decimal(11, 10)},
         {usd, jpy, day, Rational(150)},
         {jpy, chf, day, decimal(6, 1000)}});
    const auto way = rates.way(sek, jpy, day);
    REQUIRE(way);
    CHECK(way->over == std::vector{eur, usd});
    CHECK(way->rate == Rational(9 * 11 * 150, 1000));
    CHECK_FALSE(rates.way(sek, chf, day));
}

TEST_CASE("direct before inverse before over one before over two") {
    std::vector<Said> said{
        {gbp, chf, day, Rational(2)}, {chf, sek, day, Rational(3)}, {sek, usd, day, Rational(5)}};
    CHECK(rates_of(said).rate(gbp, usd, day) == Rational(30));
    said.emplace_back(gbp, eur, day - date::days{99}, Rational(7));
    said.emplace_back(eur, usd, day, Rational(11));
    CHECK(rates_of(said).rate(gbp, usd, day) == Rational(77));
    said.emplace_back(usd, gbp, day - date::days{99}, Rational(1, 13));
    CHECK(rates_of(said).rate(gbp, usd, day) == Rational(13));
    said.emplace_back(gbp, usd, day - date::days{999}, Rational(17));
    CHECK(rates_of(said).rate(gbp, usd, day) == Rational(17));
}

TEST_CASE("of several ways that with the newest rates, else the first by name, in any order") {
    std::vector<Said> said{
        {gbp, eur, day, Rational(2)},
        {eur, usd, day, Rational(3)},
        {gbp, chf, day, Rational(5)},
        {chf, usd, day, Rational(7)}};
    const auto by_any_order = [&] {
        std::sort(said.begin(), said.end());
        std::vector<Rational> found;
        do
            found.push_back(*rates_of(said).rate(gbp, usd, day));
        while (std::next_permutation(said.begin(), said.end()));
        CHECK(std::count(found.begin(), found.end(), found.front()) == 24);
        return found.front();
    };
    CHECK(by_any_order() == Rational(35));  // CHF
    for (auto& [from, to, since, rate] : said)
        if (from == chf) since -= date::days{1};
    CHECK(by_any_order() == Rational(6));  // EUR
}

TEST_CASE("a product of rates of nine places is converted exactly, rounded once") {
    // 1.000000001 cubed is 1.000000003000000003000000001.
    const Rational near_one(1'000'000'001, 1'000'000'000);
    const ExchangeRates rates =
        rates_of({{gbp, chf, day, near_one}, {chf, sek, day, near_one}, {sek, usd, day, near_one}});
    const Money large(9'000'000'000'000'000'000, gbp);
    CHECK(rates.convert(large, usd, day) == Money(9'000'000'027'000'000'027, usd));
    const Money half(500'000'000, gbp);  // 1.5 and a bit more than half a cent
    CHECK(rates.convert(half, usd, day) == Money(500'000'002, usd));
}

TEST_CASE("a rate and its opposite contradict each other beyond their rounding") {
    const auto found = [](const Rational& there, const Rational& back) {
        return rates_of({{eur, usd, day, there}, {usd, eur, day, back}}).contradictions().size();
    };
    CHECK(found(decimal(110, 100), decimal(91, 100)) == 0);  // 0.9091
    CHECK(found(decimal(110, 100), decimal(909, 1000)) == 0);
    CHECK(found(decimal(110, 100), decimal(90, 100)) == 0);  // at most 1.105 x 0.905 = 1.000025
    CHECK(found(decimal(110, 100), decimal(89, 100)) == 1);
    CHECK(found(decimal(110, 100), decimal(9, 10)) == 0);  // as 0.90
    CHECK(found(Rational(150), decimal(66, 10000)) == 0);  // at most 150.5 x 0.00665 = 1.000825
    CHECK(found(Rational(150), decimal(65, 10000)) == 1);
}

TEST_CASE("direct rates are compared with those over other currencies, in any order of adding") {
    std::vector<Said> said{
        {eur, usd, day, decimal(110, 100)},
        {eur, gbp, day, decimal(80, 100)},
        {gbp, usd, day, decimal(150, 100)},
        {gbp, usd, day + date::days{9}, decimal(1375, 1000)}};
    std::sort(said.begin(), said.end());
    do {
        const auto found = rates_of(said).contradictions();
        REQUIRE(found.size() == 1);
        CHECK(found[0].from == eur);
        CHECK(found[0].to == gbp);
        CHECK(found[0].over == std::vector{usd});
        CHECK(found[0].by_others == Rational(110, 150));
        CHECK(found[0].valid_from == day);
    } while (std::next_permutation(said.begin(), said.end()));
    std::get<3>(said[2]) = decimal(138, 100);  // of GBP: 1.375 to two places
    for (auto& [from, to, since, rate] : said)
        if (from == gbp && since == day) rate = decimal(138, 100);
    CHECK(rates_of(said).contradictions().empty());
}

TEST_CASE("the newest of rates that contradict each other is named") {
    const auto found = rates_of({{eur, usd, day, decimal(110, 100)},
                                 {eur, gbp, day, decimal(80, 100)},
                                 {usd, gbp, day + date::days{5}, decimal(60, 100)}})
                           .contradictions();
    REQUIRE(found.size() == 1);
    CHECK(found[0].from == usd);
    CHECK(found[0].to == gbp);
    CHECK(found[0].over == std::vector{eur});
    CHECK(found[0].by_others == Rational(8, 11));
}

TEST_CASE("a loop of four is compared where nothing leads across it") {
    std::vector<Said> said{
        {eur, usd, day, Rational(2)},
        {usd, gbp, day, Rational(2)},
        {gbp, chf, day, Rational(2)},
        {chf, eur, day, Rational(2)}};
    REQUIRE(rates_of(said).contradictions().size() == 1);
    CHECK(rates_of(said).contradictions()[0].over.size() == 2);
    CHECK(rates_of(said).contradictions()[0].by_others == Rational(1, 8));
    said.emplace_back(eur, gbp, day, Rational(4));  // right by one side, and not by the other
    const auto found = rates_of(said).contradictions();
    REQUIRE(found.size() == 1);
    CHECK(found[0].over.size() == 1);
}
