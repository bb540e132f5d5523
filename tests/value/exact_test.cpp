// SPDX-License-Identifier: MIT
// The expected fractions were worked out with the fractions of another language.
#include "value/exact.hpp"

#include "catch.hpp"
#include "support/throws.hpp"

#include <cstdint>

using namespace saleskpi;
using detail::Exact;

namespace {

constexpr int128 two_to_the_100 = int128{1} << 100;

Exact ratio(std::int64_t a, std::int64_t b) { return Rational{a, b}; }

}  // namespace

TEST_CASE("what fits a rational is that rational") {
    CHECK((ratio(1, 3) + ratio(1, 6)).value() == Rational(1, 2));
    CHECK((ratio(1, 3) - ratio(1, 2)).value() == Rational(-1, 6));
    CHECK((ratio(2, 3) * ratio(9, 4)).value() == Rational(3, 2));
    CHECK((ratio(2, 3) / ratio(4, 9)).value() == Rational(3, 2));
    CHECK_FALSE((ratio(2, 3) / ratio(4, 9)).is_rounded());
    CHECK(ratio(-2, 3).abs().value() == Rational(2, 3));
    CHECK(ratio(1, 3) < ratio(1, 2));
    CHECK(code_of([] { (void)(ratio(1, 3) / Exact{}); }) == ErrorCode::invalid_argument);
}

TEST_CASE("beyond 128 bits it goes on exactly, and comes back") {
    Exact far = Exact{two_to_the_100} * Exact{two_to_the_100} + ratio(1, 7);
    CHECK(far.is_rounded());  // as long as no rational holds it
    CHECK(far > Exact{two_to_the_100});
    CHECK(Exact{two_to_the_100} < far);
    CHECK(ratio(-1, 7) > -far);
    CHECK(-far < far);
    CHECK(far == far);
    far = far - Exact{two_to_the_100} * Exact{two_to_the_100};
    CHECK_FALSE(far.is_rounded());
    CHECK(far.value() == Rational(1, 7));
    const Exact copy = Exact{two_to_the_100} * Exact{two_to_the_100};
    CHECK((Exact{copy} / copy).value() == Rational{1});
    CHECK((copy - copy).is_zero());
}

TEST_CASE("a value that no rational holds is rounded to twelve places, half to even") {
    Exact sum;
    for (std::int64_t n = 1'000'003; n <= 1'003'786; n += 97)
        sum += ratio(1, n);
    CHECK(sum.is_rounded());
    CHECK(sum.value() == Rational(39'924'413, 1'000'000'000'000));

    // (2^128 + 1) / 2 twelfth places: a tie, and the even neighbour is below.
    const Exact places{int128{1'000'000'000'000}};
    const Exact odd = Exact{two_to_the_100} * Exact{int128{1} << 28} + Exact{1};
    const Exact below{*(odd / (Exact{2} * places)).value()};
    CHECK((below * places * Exact{2} - odd).value() == Rational{-1});
    const Exact odder = odd + Exact{2};
    const Exact above{*(odder / (Exact{2} * places)).value()};
    CHECK((above * places * Exact{2} - odder).value() == Rational{1});
}

TEST_CASE("large numbers keep as many places as fit") {
    int128 large = 1;
    for (int i = 0; i < 30; ++i)
        large *= 10;
    const Exact third = Exact{large} * Exact{large} / (Exact{large} * Exact{7});
    CHECK(third.value() == Rational(large, 7));
    const Exact more =
        (Exact{large} * ratio(1, 7) * Exact{two_to_the_100} + Exact{1}) / Exact{two_to_the_100};
    CHECK(more.is_rounded());
    const Exact off = (Exact{*more.value()} - Exact{Rational(large, 7)}).abs();
    CHECK(off < ratio(1, 1'000'000'000));
}

TEST_CASE("beyond 1,024 bits it is rounded on the way, and what is too large is lost for good") {
    Exact product{1};
    for (std::int64_t k = 1; k < 200; ++k)
        product = product * ratio(1'000'000 + k, 1'000'000);
    CHECK(product.is_rounded());
    const Rational off = *product.value() - Rational(1'020'097'975'181, 1'000'000'000'000);
    CHECK(off.abs() <= Rational(1, 10'000'000'000));

    Exact large{two_to_the_100};
    for (int i = 0; i < 5; ++i)
        large = large * large;
    CHECK_FALSE(large.value());
    CHECK(large.sign() == 1);
    CHECK_FALSE((large / large).value());
    CHECK_FALSE((Exact{1} / large).value());
    CHECK((-large).sign() == -1);
}

TEST_CASE("a root is exact where it is a fraction, else the nearest of twelve places") {
    constexpr std::int64_t places = 1'000'000'000'000;
    CHECK(square_root(Exact{}).value() == Rational(0));
    CHECK(square_root(ratio(4, 9)).value() == Rational(2, 3));
    CHECK_FALSE(square_root(ratio(4, 9)).is_rounded());
    CHECK(square_root(ratio(2, 1)).value() == Rational(1'414'213'562'373, places));  // ...0950
    CHECK(square_root(ratio(3, 1)).value() == Rational(1'732'050'807'569, places));  // ...5688772
    CHECK(square_root(ratio(2, 1)).is_rounded());
    CHECK(square_root(ratio(1, 3)).value() == Rational(577'350'269'190, places));  // ...1896257
    const Exact wide = Exact{two_to_the_100} * Exact{two_to_the_100};
    CHECK(square_root(wide).value() == Rational(two_to_the_100));
    CHECK_FALSE(square_root(wide).is_rounded());
    CHECK(square_root(square_root(ratio(16, 1)) + ratio(5, 1)).value() == Rational(3));
}

// Neither 3^-200 nor 1 + 3^-200 is a rational of 128 bits; 1 and 2 are.
TEST_CASE("a number that does not fit a rational compares with one that does") {
    Exact tiny{Rational{1}};
    for (int i = 0; i < 200; ++i)
        tiny = tiny / ratio(3, 1);
    const Exact one{Rational{1}};
    CHECK(tiny < one);
    CHECK(one > tiny);
    CHECK(one + tiny > one);
    CHECK(one + tiny < ratio(2, 1));
    CHECK(-tiny > -one);
    CHECK(-tiny < tiny);
    CHECK(tiny.sign() == 1);
    CHECK((-tiny).sign() == -1);
}
