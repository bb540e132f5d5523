// SPDX-License-Identifier: MIT
// Traps of money, percent and exact arithmetic, with their numbers.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/allocate.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/exchange.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/rounding.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

using Weights = std::vector<std::int64_t>;

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};

template <class A, class B>
concept Comparable = requires(A a, B b) {
    a == b;
};

}  // namespace

TEST_CASE("pitfall 34: percent and percentage points", "[pitfall]") {
    // A share that goes from 5 % to 6 % gained one point, which is 20 % of what it was.
    const Ratio before = percent(5);
    const Ratio after = percent(6);
    CHECK(difference_in_points(before, after) == percentage_points(1));
    CHECK((after - before) / before == percent(20));
    // "Raise 5 % by 5": the types say which, 5.25 % or 10 %.
    CHECK(before * (Ratio(1) + percent(5)) == percent(Rational(525, 100)));
    CHECK(difference_in_points(before, percent(10)) == percentage_points(5));
    static_assert(!Addable<Ratio, Points>);
    static_assert(!Addable<Ratio, PercentagePoints>);
    static_assert(!Addable<Points, PercentagePoints>);
    static_assert(!Comparable<Ratio, Points>);
}

TEST_CASE("pitfall 68: the cents of a split", "[pitfall]") {
    CHECK(allocate(99.99_usd, Weights{75, 25}) == std::vector<Money>{74.99_usd, 25.00_usd});
}

TEST_CASE("pitfall 69: a split in three", "[pitfall]") {
    CHECK(
        allocate(100.00_usd, Weights{1, 1, 1}) ==
        std::vector<Money>{33.34_usd, 33.33_usd, 33.33_usd});
}

TEST_CASE("pitfall 76: dated exchange rates", "[pitfall]") {
    ExchangeRates rates;
    rates.add(eur, usd, 2025_y / 1 / 1, Rational(110, 100));
    rates.add(eur, usd, 2025_y / 2 / 1, Rational(105, 100));
    rates.add(eur, usd, 2025_y / 6 / 1, Rational(120, 100));
    const Money january = rates.convert(1'000_eur, usd, 2025_y / 1 / 20).value();
    const Money february = rates.convert(1'000_eur, usd, 2025_y / 2 / 20).value();
    CHECK(january + february == 2'150_usd);
}

TEST_CASE("pitfall 83: the sum of rounded values and the rounded sum", "[pitfall]") {
    const Amount line(Rational(125, 10), usd);  // 0.125 USD
    const Amount sum = line + line + line;
    CHECK(sum.rounded(Rounding::half_up) == 0.38_usd);
    CHECK(sum.rounded(Rounding::half_even) == 0.38_usd);
    // What rounding each line would have made of it:
    const Money line_up = line.rounded(Rounding::half_up);
    const Money line_even = line.rounded(Rounding::half_even);
    CHECK(line_up + line_up + line_up == 0.39_usd);
    CHECK(line_even + line_even + line_even == 0.36_usd);
}

TEST_CASE("pitfall 84: binary floating point", "[pitfall]") {
    Money dimes(0, usd);
    Rational tenths;
    for (int count = 0; count < 10; ++count) {
        dimes += Money::try_parse("0.1", usd).value();
        tenths += Decimal::try_parse("0.1").value().exact();
    }
    CHECK(dimes == 1.00_usd);
    CHECK(tenths == 1);
    CHECK(
        to_decimal_text(Decimal::try_parse("1.005").value().exact(), 2, Rounding::half_up) ==
        "1.01");
}

TEST_CASE("pitfall 86: overflow of sums and squares", "[pitfall]") {
    // Three times ten million dollars in cents does not fit in 32 bits.
    CHECK((10'000'000_usd + 10'000'000_usd + 10'000'000_usd).minor() == 3'000'000'000);
    // The square of five billion does not fit in 64.
    CHECK(to_text(checked_mul(5'000'000'000, 5'000'000'000)) == "25000000000000000000");
    CHECK(code_of([] { checked_mul(int128_max, 2); }) == ErrorCode::overflow);
    CHECK(code_of([] {
              90'000'000'000'000'000_usd + 90'000'000'000'000'000_usd;
          }) == ErrorCode::overflow);
}

TEST_CASE("pitfall 87: minor units per currency", "[pitfall]") {
    CHECK(Money::try_parse("1000", jpy).value().minor() == 1'000);
    CHECK(to_text(1'000_jpy) == "1000 JPY");
    CHECK(Money::try_parse("1.234", kwd).value().minor() == 1'234);
    CHECK(to_text(1.234_kwd) == "1.234 KWD");
    CHECK_FALSE(Money::try_parse("1.234", usd));
}

TEST_CASE("pitfall 88: adding money of different currencies", "[pitfall]") {
    CHECK(code_of([] { 100_usd + 100_eur; }) == ErrorCode::currency_mismatch);
    CHECK(code_of([] { Amount(100_usd) + Amount(100_eur); }) == ErrorCode::currency_mismatch);
    const std::string message = message_of([] { 100_usd + 100_eur; });
    CHECK(message.find("USD") != std::string::npos);
    CHECK(message.find("EUR") != std::string::npos);
}

TEST_CASE("pitfall 140: fraction and percent", "[pitfall]") {
    CHECK(percent(10) == Ratio(Rational(1, 10)));
    CHECK(percent(10) != Ratio(10));
    static_assert(
        !std::convertible_to<Rational, Ratio>);  // a bare 10 never becomes 1,000 % unasked
    static_assert(!std::convertible_to<int, Ratio>);
}
