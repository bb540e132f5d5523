// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/value/unit.hpp>

using namespace saleskpi;

TEST_CASE("every unit is found by its name") {
    CHECK(all_units.size() == static_cast<std::size_t>(Unit::date) + 1);
    for (const Unit unit : all_units) {
        CHECK(try_parse_unit(name(unit)) == unit);
    }
    CHECK(name(Unit::money_per_day) == "money_per_day");
    CHECK_FALSE(try_parse_unit(""));
}

TEST_CASE("only equal units add") {
    for (const Unit a : all_units) {
        for (const Unit b : all_units) {
            CHECK(sum_unit(a, b).has_value() == (a == b && a != Unit::date));
            CHECK(difference_unit(a, b).has_value() == (a == b));
        }
        if (a != Unit::date) CHECK(sum_unit(a, a) == a);
        if (a != Unit::date) CHECK(difference_unit(a, a) == a);
    }
}

TEST_CASE("of dates there is nothing but the days between them") {
    CHECK(difference_unit(Unit::date, Unit::date) == Unit::days);
    for (const Unit other : all_units) {
        CHECK_FALSE(sum_unit(Unit::date, other));
        CHECK_FALSE(product_unit(Unit::date, other));
        CHECK_FALSE(quotient_unit(Unit::date, other));
        CHECK_FALSE(quotient_unit(other, Unit::date));
    }
}

TEST_CASE("quotients of units") {
    using enum Unit;
    static_assert(quotient_unit(money, count) == money);
    static_assert(quotient_unit(money, money) == ratio);
    static_assert(quotient_unit(count, count) == ratio);
    static_assert(quotient_unit(days, count) == days);
    static_assert(quotient_unit(months, count) == months);
    static_assert(quotient_unit(score, count) == score);
    static_assert(quotient_unit(points, count) == points);
    static_assert(quotient_unit(ratio, count) == ratio);
    static_assert(quotient_unit(count, ratio) == count);
    static_assert(quotient_unit(ratio, ratio) == ratio);
    static_assert(quotient_unit(money, days) == money_per_day);
    static_assert(quotient_unit(count, days) == count_per_day);
    static_assert(quotient_unit(money, months) == money_per_month);
    static_assert(quotient_unit(money, money_per_month) == months);
    static_assert(quotient_unit(money, money_per_day) == days);
    static_assert(quotient_unit(months, months) == ratio);
    static_assert(!quotient_unit(count, money));
    static_assert(!quotient_unit(ratio, money));
    static_assert(!quotient_unit(days, months));
    static_assert(!quotient_unit(score, points));
}

TEST_CASE("products of units, in either order") {
    using enum Unit;
    static_assert(product_unit(money, ratio) == money);
    static_assert(product_unit(money, count) == money);
    static_assert(product_unit(count, count) == count);
    static_assert(product_unit(count, ratio) == count);
    static_assert(product_unit(ratio, ratio) == ratio);
    static_assert(product_unit(money_per_month, months) == money);
    static_assert(product_unit(money_per_day, days) == money);
    static_assert(product_unit(count_per_day, days) == count);
    static_assert(!product_unit(money, money));
    static_assert(!product_unit(days, months));
    static_assert(!product_unit(score, points));
    for (const Unit a : all_units) {
        for (const Unit b : all_units) {
            CHECK(product_unit(a, b) == product_unit(b, a));
        }
    }
}

TEST_CASE("dividing a product by a factor gives the other factor, where factors are not numbers") {
    const auto is_number = [](Unit unit) { return unit == Unit::ratio || unit == Unit::count; };
    for (const Unit a : all_units) {
        for (const Unit b : all_units) {
            const auto product = product_unit(a, b);
            if (product && !is_number(a) && !is_number(b)) {
                CHECK(quotient_unit(*product, a) == b);
                CHECK(quotient_unit(*product, b) == a);
            }
        }
    }
}
