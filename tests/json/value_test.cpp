// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/value.hpp>

#include <nlohmann/json.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace saleskpi;
using nlohmann::json;

namespace {

std::string text(const json& document) { return document.dump(); }

template <class T>
bool survives(const T& value) {
    return json::parse(json(value).dump()).template get<T>() == value;
}

template <class T>
bool refuses(const char* document) {
    return code_of([&] { static_cast<void>(json::parse(document).get<T>()); }) ==
           ErrorCode::invalid_json;
}

}  // namespace

TEST_CASE("plain values as JSON") {
    CHECK(text(json(Rational(1438, 2249))) == R"("1438/2249")");
    CHECK(text(json(Decimal::ratio(1, 4))) == R"("0.25")");
    CHECK(text(json(usd)) == R"("USD")");
    CHECK(text(json(Currency())) == R"("")");
    CHECK(text(json(1234.5_usd)) == R"({"amount":"1234.50","currency":"USD"})");
    CHECK(text(json(Reason::no_target)) == R"("no_target")");
    CHECK(text(json(Unit::money_per_day)) == R"("money_per_day")");
}

TEST_CASE("a quantity shows its value and keeps its exact parts") {
    CHECK(
        text(json(Ratio(Rational(1438, 2249)))) ==
        R"({"exact":"1438/2249","value":0.639395286794})");
    CHECK(text(json(Count(12))) == R"({"exact":"12","value":12})");
    CHECK(text(json(Amount(12.5_usd))) == R"({"currency":"USD","exact":"1250","value":12.5})");
    CHECK(text(json(Amount(12_usd))) == R"({"currency":"USD","exact":"1200","value":12})");
    CHECK(
        text(json(Amount(100_usd) / Count(3))) ==
        R"({"currency":"USD","exact":"10000/3","value":33.3333333333})");
    CHECK(text(json(AnyQuantity(percent(25)))) == R"({"exact":"1/4","unit":"ratio","value":0.25})");
    CHECK(text(value_and_exact(Amount(12.5_usd))) == R"({"exact":"1250","value":12.5})");
}

TEST_CASE("whole values stay whole as far as doubles are exact") {
    CHECK(
        text(json(Count(9'007'199'254'740'992))) ==
        R"({"exact":"9007199254740992","value":9007199254740992})");
    CHECK(json(Count(int128{1} << 100U))["value"].is_number_float());
    CHECK(json(Count(int128{1} << 100U))["exact"] == "1267650600228229401496703205376");
}

TEST_CASE("an outcome is its value, or says why there is none") {
    CHECK(text(json(Outcome<Ratio>(percent(25)))) == R"({"exact":"1/4","value":0.25})");
    CHECK(text(json(Outcome<Ratio>(Reason::no_target))) == R"({"undefined":"no_target"})");
}

TEST_CASE("what is written is read back equal") {
    CHECK(survives(Rational(-1438, 2249)));
    CHECK(survives(Rational(int128_max, int128_max - 1)));
    CHECK(survives(Decimal::from_nanos(-1)));
    CHECK(survives(kwd));
    CHECK(survives(Currency()));
    CHECK(survives(-(99.99_usd)));
    CHECK(survives(Money(std::numeric_limits<std::int64_t>::min(), jpy)));
    CHECK(survives(Money()));
    CHECK(survives(percent(Rational(100, 3))));
    CHECK(survives(Amount(100_usd) / Count(7)));
    CHECK(survives(Outcome<Days>(Days(Rational(460, 11)))));
    for (const Reason reason : all_reasons) {
        CHECK(survives(reason));
        CHECK(survives(Outcome<Count>(reason)));
    }
    for (const Unit unit : all_units) {
        CHECK(survives(unit));
        CHECK(survives(AnyQuantity(Rational(22, 7), unit, eur)));
        CHECK(survives(Outcome<AnyQuantity>(AnyQuantity(Rational(22, 7), unit, eur))));
    }
    CHECK(survives(std::vector<Outcome<Count>>{Count(1), Reason::no_records}));
}

TEST_CASE("JSON numbers are read as the decimals that they spell") {
    CHECK(json::parse("0.1").get<Decimal>() == Decimal::ratio(1, 10));
    CHECK(json::parse("1e-7").get<Decimal>() == Decimal::from_nanos(100));
    CHECK(json::parse("-3").get<Decimal>() == Decimal::ratio(-3, 1));
    CHECK(json::parse("12").get<Rational>() == 12);
    CHECK(json::parse(R"({"amount": 99.99, "currency": "usd"})").get<Money>() == 99.99_usd);
    CHECK(json::parse(R"({"amount": 5, "currency": "JPY"})").get<Money>() == 5_jpy);
}

TEST_CASE("JSON of another shape is refused") {
    CHECK(refuses<Rational>("0.5"));
    CHECK(refuses<Rational>(R"("1/0")"));
    CHECK(refuses<Rational>("null"));
    CHECK(refuses<Decimal>("1e300"));
    CHECK(refuses<Decimal>("1e-300"));
    CHECK(refuses<Decimal>(R"("a quarter")"));
    CHECK(refuses<Decimal>("true"));
    CHECK(refuses<Currency>(R"("ABC")"));
    CHECK(refuses<Currency>("840"));
    CHECK(refuses<Money>("5"));
    CHECK(refuses<Money>(R"({"amount": "1.005", "currency": "USD"})"));
    CHECK(refuses<Money>(R"({"amount": "1"})"));
    CHECK(refuses<Reason>(R"("because")"));
    CHECK(refuses<Unit>(R"("furlong")"));
    CHECK(refuses<Ratio>(R"({"value": 0.5})"));
    CHECK(refuses<Amount>(R"({"exact": "5"})"));
    CHECK(refuses<AnyQuantity>(R"({"exact": "5"})"));
    CHECK(refuses<Outcome<Count>>(R"({"undefined": "because"})"));
    CHECK(refuses<Outcome<Count>>("[]"));
}
