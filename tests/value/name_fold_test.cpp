// SPDX-License-Identifier: MIT
#include "value/name_fold.hpp"

#include "catch.hpp"
#include "value/folded_letters.hpp"

#include <algorithm>
#include <string>

using namespace saleskpi;
using detail::folded_hash;
using detail::folded_name;

TEST_CASE("names that look alike have one folded text, and one hash") {
    const auto is_one = [](std::string_view a, std::string_view b) {
        CAPTURE(a, b);
        CHECK((folded_name(a) == folded_name(b)) == (folded_hash(a) == folded_hash(b)));
        return folded_name(a) == folded_name(b);
    };
    CHECK(is_one("Ann", "ANN"));
    CHECK(is_one("Acme  Inc", " Acme Inc."));
    CHECK(is_one("Acme Inc", "Acme Inc. . "));
    CHECK(is_one("Acme Inc", "Acme\xC2\xA0Inc"));      // a blank that does not break
    CHECK(is_one("Acme Inc", "Acme\xE3\x80\x80Inc"));  // one of East Asia
    CHECK(is_one(
        "Acme",
        "\xEF\xBB\xBF"
        "Ac\xE2\x80\x8Bme"));                          // without a width
    CHECK(is_one("J\xC3\xBCrgen", "Ju\xCC\x88rgen"));  // in one character, and in two
    CHECK(is_one("J\xC3\x9CRGEN", "ju\xCC\x88rgen"));
    CHECK(is_one(
        "Stra\xC3\x9F"
        "e",
        "STRASSE"));
    CHECK(is_one("\xC3\x85ngstr\xC3\xB6m", "\xE2\x84\xABngstr\xC3\xB6m"));  // as a unit
    CHECK(is_one("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD"));
    CHECK(is_one("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3", "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82"));
    CHECK(is_one("Vi\xE1\xBB\x87t", "Vie\xCC\x82\xCC\xA3t"));  // marks in another order
    CHECK(is_one(
        "\xEF\xBC\xA1"
        "cme",
        "Acme"));  // of full width

    CHECK_FALSE(is_one("Ann", "Anne"));
    CHECK_FALSE(is_one("Muller", "M\xC3\xBCller"));
    CHECK_FALSE(is_one("Acme Inc", "AcmeInc"));
    CHECK_FALSE(is_one("Acme, Inc", "Acme Inc"));
    CHECK_FALSE(is_one(".", ""));
    CHECK(folded_name("...") == "...");
}

TEST_CASE("folding once more changes nothing, and letters are found by halving") {
    CHECK(std::is_sorted(
        detail::folded_letters.begin(), detail::folded_letters.end(),
        [](const auto& a, const auto& b) { return a.letter < b.letter; }));
    for (char32_t c = 0x80; c < 0x10000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text = "x";
        if (c >= 0x800) {
            text += static_cast<char>(0xE0 | c >> 12U);
            text += static_cast<char>(0x80 | (c >> 6U & 0x3F));
        } else {
            text += static_cast<char>(0xC0 | c >> 6U);
        }
        text += static_cast<char>(0x80 | (c & 0x3F));
        const std::string once = folded_name(text);
        if (folded_name(once) != once || folded_hash(once) != folded_hash(text)) {
            CAPTURE(static_cast<unsigned>(c));
            CHECK(folded_name(once) == once);
            CHECK(folded_hash(once) == folded_hash(text));
        }
    }
}
