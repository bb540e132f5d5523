// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/grain.hpp>

using namespace saleskpi;

TEST_CASE("every grain is found by its own name") {
    for (const Grain grain : all_grains) {
        CHECK(try_parse_grain(name(grain)) == grain);
    }
    CHECK(name(Grain::day) == "day");
    CHECK(name(Grain::fiscal_quarter) == "fiscal_quarter");
    CHECK(name(Grain::fiscal_week) == "fiscal_week");
    CHECK(name(Grain::fiscal_half) == "fiscal_half");
    CHECK(name(Grain::custom) == "custom");
    CHECK(name(Grain::window) == "window");
}

TEST_CASE("other texts are no grains") {
    CHECK_FALSE(try_parse_grain("fortnight"));
    CHECK_FALSE(try_parse_grain("Month"));
    CHECK_FALSE(try_parse_grain(""));
}
