// SPDX-License-Identifier: MIT
#include "../catch.hpp"

#include <saleskpi/record/credit.hpp>

#include <cstdint>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

Credit credit(const char* rep, std::int64_t billionths, bool overlay = false) {
    return {rep, Decimal::from_nanos(billionths), overlay};
}

}  // namespace

TEST_CASE("credits in percent", "[record]") {
    CHECK(
        try_parse_credits("Asha:60;Ben:40") ==
        std::vector{credit("Asha", 600'000'000), credit("Ben", 400'000'000)});
    CHECK(
        try_parse_credits("Asha:33.34;Ben:33.33;Cara:33.33") ==
        std::vector{
            credit("Asha", 333'400'000), credit("Ben", 333'300'000), credit("Cara", 333'300'000)});
    CHECK(try_parse_credits("Asha:0.0000001") == std::vector{credit("Asha", 1)});
    CHECK(
        try_parse_credits(" Asha Rao : 60 ;\tBen:40") ==
        std::vector{credit("Asha Rao", 600'000'000), credit("Ben", 400'000'000)});
}

TEST_CASE("shares are reported as they are, also when they are no whole", "[record]") {
    CHECK(
        try_parse_credits("Asha:60;Ben:30") ==
        std::vector{credit("Asha", 600'000'000), credit("Ben", 300'000'000)});
    CHECK(
        try_parse_credits("Asha:100;Ben:0") ==
        std::vector{credit("Asha", 1'000'000'000), credit("Ben", 0)});
}

TEST_CASE("credits without percentages are equal parts of exactly one whole", "[record]") {
    CHECK(try_parse_credits("Asha") == std::vector{credit("Asha", 1'000'000'000)});
    CHECK(
        try_parse_credits("Asha;Ben") ==
        std::vector{credit("Asha", 500'000'000), credit("Ben", 500'000'000)});
    CHECK(
        try_parse_credits("Asha;Ben;Cara") ==
        std::vector{
            credit("Asha", 333'333'334), credit("Ben", 333'333'333), credit("Cara", 333'333'333)});
    CHECK(
        try_parse_credits("a;b;c;d;e;f;g") ==
        std::vector{
            credit("a", 142'857'143), credit("b", 142'857'143), credit("c", 142'857'143),
            credit("d", 142'857'143), credit("e", 142'857'143), credit("f", 142'857'143),
            credit("g", 142'857'142)});
}

TEST_CASE("overlay credit comes on top of the owners' whole", "[record]") {
    CHECK(
        try_parse_credits("Asha:100;Eva:100:overlay") ==
        std::vector{credit("Asha", 1'000'000'000), credit("Eva", 1'000'000'000, true)});
    CHECK(
        try_parse_credits("Asha;Eva:100:overlay;Ben") == std::vector{
                                                             credit("Asha", 500'000'000),
                                                             credit("Eva", 1'000'000'000, true),
                                                             credit("Ben", 500'000'000)});
    CHECK(try_parse_credits("Eva:50:overlay") == std::vector{credit("Eva", 500'000'000, true)});
}

TEST_CASE("text that is no list of credits", "[record]") {
    const auto* text = GENERATE(
        "", " ", ";", "Asha;", ";Asha", "Asha;;Ben", ":60", "Asha:", "Asha:x", "Asha:60%",
        "Asha:-10;Ben:110", "Asha:60;Ben", "Asha:60:", "Asha:60:extra", "Asha::overlay",
        "Asha:60:overlay:", "Asha:33.333333333", "Asha:99999999999999999999", "Asha:60,Ben:40");
    CAPTURE(text);
    CHECK_FALSE(try_parse_credits(text).has_value());
}
