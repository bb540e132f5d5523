// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <string>

using namespace saleskpi;

TEST_CASE("an outcome with a value") {
    const Outcome<Ratio> rate = percent(25);
    CHECK(rate.has_value());
    CHECK(static_cast<bool>(rate));
    CHECK(rate.value() == percent(25));
    CHECK(*rate == percent(25));
    CHECK(rate->exact() == Rational(1, 4));
    CHECK(rate.value_or(percent(0)) == percent(25));
    CHECK(code_of([&] { static_cast<void>(rate.reason()); }) == ErrorCode::invalid_argument);
}

TEST_CASE("an outcome without a value tells why") {
    const Outcome<Ratio> rate = Reason::no_target;
    CHECK_FALSE(rate.has_value());
    CHECK_FALSE(static_cast<bool>(rate));
    CHECK(rate.reason() == Reason::no_target);
    CHECK(rate.value_or(percent(3)) == percent(3));
    CHECK(code_of([&] { static_cast<void>(rate.value()); }) == ErrorCode::no_value);
    CHECK(code_of([&] { static_cast<void>(*rate); }) == ErrorCode::no_value);
    CHECK(code_of([&] { static_cast<void>(rate->exact()); }) == ErrorCode::no_value);
    CHECK(message_of([&] {
              static_cast<void>(rate.value());
          }).find("no_target") != std::string::npos);
}

TEST_CASE("no value, zero, and another reason all differ") {
    const Outcome<Count> none = Reason::no_records;
    CHECK(none == Outcome<Count>(Reason::no_records));
    CHECK(none != Outcome<Count>(Reason::no_target));
    CHECK(none != Count(0));
    CHECK(Outcome<Count>(Count(0)) == Count(0));
    CHECK(Outcome<Count>(Count(0)) != Count(1));
}

TEST_CASE("map keeps the reason") {
    const auto doubled = [](const Count& count) { return to_text(count.exact() * 2); };
    const Outcome<std::string> text = Outcome<Count>(Count(21)).map(doubled);
    CHECK(text.value() == "42");
    CHECK(Outcome<Count>(Reason::immature).map(doubled).reason() == Reason::immature);
}

TEST_CASE("outcomes are constants too") {
    constexpr Outcome<Count> seven = Count(7);
    static_assert(seven.has_value() && seven->exact() == 7);
    constexpr Outcome<Count> none = Reason::no_records;
    static_assert(none.reason() == Reason::no_records && none.value_or(Count(1)) == Count(1));
}
