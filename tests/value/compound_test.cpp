// SPDX-License-Identifier: MIT
// Growth over some periods, and the growth of each of them.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/compound.hpp>

using namespace saleskpi;

// 1.1 * 1.1 = 1.21.
TEST_CASE("growth is compounded, and taken back to that of one period") {
    const Ratio tenth{Rational{1, 10}};
    CHECK(compounded(tenth, 2).exact() == Rational{21, 100});
    CHECK(compounded(tenth, 1).exact() == Rational{1, 10});
    CHECK(compounded(tenth, 0).exact() == Rational{});
    CHECK(growth_per_period(Ratio{Rational{21, 100}}, 2).exact() == Rational{1, 10});
    CHECK(growth_per_period(tenth, 1).exact() == Rational{1, 10});
    CHECK(growth_per_period(Ratio{Rational{-1}}, 2).exact() == Rational{-1});
    CHECK(code_of([&] { (void)compounded(tenth, -1); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { (void)growth_per_period(tenth, 0); }) == ErrorCode::invalid_argument);
    const Ratio less{Rational{-3, 2}};
    CHECK(code_of([&] { (void)growth_per_period(less, 2); }) == ErrorCode::invalid_argument);
}
