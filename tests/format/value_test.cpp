// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/format/value.hpp>

#include <string>

using namespace saleskpi;

TEST_CASE("plain values through fmt") {
    CHECK(fmt::format("{}", Rational(1438, 2249)) == "1438/2249");
    CHECK(fmt::format("{}", Decimal::ratio(1, 4)) == "0.25");
    CHECK(fmt::format("{} {}", usd, Currency()) == "USD ");
    CHECK(fmt::format("{}", 1234.5_usd) == "1234.50 USD");
    CHECK(fmt::format("{}", Reason::no_target) == "no_target");
    CHECK(fmt::format("{}", Unit::money_per_day) == "money_per_day");
    CHECK(fmt::format("[{:>12}] [{:*<6}]", 5_jpy, usd) == "[       5 JPY] [USD***]");
}

TEST_CASE("each unit has its usual text") {
    CHECK(fmt::format("{}", Amount(1234.5_usd)) == "1234.50 USD");
    CHECK(fmt::format("{}", Amount(1'000_jpy) / Count(3)) == "333 JPY");
    CHECK(fmt::format("{}", Ratio(Rational(1438, 2249))) == "63.94 %");
    CHECK(fmt::format("{}", percent(-5)) == "-5.00 %");
    CHECK(fmt::format("{}", Count(12)) == "12");
    CHECK(fmt::format("{}", Count(Rational(5, 2))) == "2.50");
    CHECK(fmt::format("{}", Days(Rational(460, 11))) == "41.8 days");
    CHECK(fmt::format("{}", Months(3)) == "3.0 months");
    CHECK(fmt::format("{}", points(1)) == "1.00 points");
    CHECK(fmt::format("{}", Score(Rational(17, 4))) == "4.25");
    CHECK(fmt::format("{}", Amount(4065.22_usd) / Days(1)) == "4065.22 USD/day");
    CHECK(fmt::format("{}", Amount(10_eur) / Months(3)) == "3.33 EUR/month");
    CHECK(fmt::format("{}", Count(5) / Days(2)) == "2.50/day");
    CHECK(fmt::format("{}", AnyQuantity(percent(25))) == "25.00 %");
}

TEST_CASE("quantities take digits, the exact fraction, and a layout") {
    const Ratio rate(Rational(1438, 2249));
    CHECK(fmt::format("{:.0}", rate) == "64 %");
    CHECK(fmt::format("{:.4}", rate) == "63.9395 %");
    CHECK(fmt::format("{:x}", rate) == "1438/2249");
    CHECK(fmt::format("{:x}", Amount(12.5_usd)) == "1250");
    CHECK(fmt::format("[{:>10.1}]", rate) == "[    63.9 %]");
    CHECK(fmt::format("[{:>12x}]", rate) == "[   1438/2249]");
    CHECK(fmt::format("[{:x>10}]", rate) == "[xxx63.94 %]");
    CHECK(fmt::format("[{:.<9}]", rate) == "[63.94 %..]");
    CHECK(fmt::format("[{:12}]", rate) == "[63.94 %     ]");
}

TEST_CASE("a spec that means nothing is an error") {
    const auto with = [](const char* spec) { return fmt::format(fmt::runtime(spec), Count(1)); };
    CHECK_THROWS_AS(with("{:y}"), fmt::format_error);
    CHECK_THROWS_AS(with("{:.}"), fmt::format_error);
    CHECK_THROWS_AS(with("{:.123}"), fmt::format_error);
    CHECK_THROWS_AS(with("{:.2"), fmt::format_error);
}

TEST_CASE("an outcome is its value or the name of its reason") {
    CHECK(fmt::format("{}", Outcome<Ratio>(percent(25))) == "25.00 %");
    CHECK(fmt::format("{:.1}", Outcome<Ratio>(percent(25))) == "25.0 %");
    CHECK(fmt::format("{}", Outcome<Ratio>(Reason::no_target)) == "no_target");
    CHECK(fmt::format("[{:>12.1}]", Outcome<Ratio>(Reason::no_target)) == "[   no_target]");
    CHECK(fmt::format("{}", Outcome<AnyQuantity>(Reason::no_records)) == "no_records");
    CHECK(
        fmt::format("{:03} {}", Outcome<int>(7), Outcome<int>(Reason::immature)) == "007 immature");
}

TEST_CASE("text of a quantity without fmt's format strings") {
    CHECK(to_text(percent(25), {.digits = 0}) == "25 %");
    CHECK(
        to_text(AnyQuantity(Rational(1, 3), Unit::ratio), {.digits = {}, .exact = true}) == "1/3");
}
