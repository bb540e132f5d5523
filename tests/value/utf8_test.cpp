// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include "catch.hpp"

#include <string>

using saleskpi::detail::end_of_utf8;
using saleskpi::detail::is_obeyed;
using saleskpi::detail::is_obeyed_as_space;
using saleskpi::detail::is_utf8;

// Eight bytes are looked at at once: each place of a wrong one counts.
TEST_CASE("a byte that is no UTF-8 is seen wherever it stands") {
    for (std::size_t size = 1; size <= 33; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (const char wrong : {'\x80', '\xBF', '\xC0', '\xF5', '\xFF'}) {
                std::string text(size, 'a');
                CHECK(is_utf8(text));
                text[at] = wrong;
                CHECK_FALSE(is_utf8(text));
                CHECK(end_of_utf8(text) == at);
            }
}

TEST_CASE("the first and the last character of each length are UTF-8, their neighbours are not") {
    for (const char* const text :
         {"", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CHECK(is_utf8(text));
        CHECK(is_utf8(std::string{"a longer text "} + text + " and its end"));
    }
    for (const char* const text :
         {"\xC1\xBF", "\xC2", "\xC2\x7F", "\xC2\xC0", "\xE0\x9F\xBF", "\xED\xA0\x80",
          "\xED\xBF\xBF", "\xE1\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF1\x80\x80"}) {
        CHECK_FALSE(is_utf8(text));
        CHECK_FALSE(is_utf8(std::string{"a longer text "} + text + " and its end"));
    }
}

// The ends of each run of them, and the characters beside.
TEST_CASE("what a terminal obeys is known to the character") {
    for (const char32_t code :
         {0x00U, 0x1FU, 0x7FU, 0x80U, 0x9FU, 0x061CU, 0x200EU, 0x200FU, 0x2028U, 0x202EU, 0x2066U,
          0x206FU}) {
        INFO(static_cast<unsigned>(code));
        CHECK(is_obeyed(code));
    }
    for (const char32_t code :
         {0x20U, 0x7EU, 0xA0U, 0x061BU, 0x061DU, 0x200DU, 0x2010U, 0x2027U, 0x202FU, 0x2065U,
          0x2070U}) {
        INFO(static_cast<unsigned>(code));
        CHECK_FALSE(is_obeyed(code));
    }
    for (const char32_t code : {0x09U, 0x0AU, 0x0DU, 0x85U, 0x2028U, 0x2029U})
        CHECK(is_obeyed_as_space(code));
    for (const char32_t code : {0x08U, 0x0EU, 0x84U, 0x86U, 0x2027U, 0x202AU})
        CHECK_FALSE(is_obeyed_as_space(code));
}

TEST_CASE("what is no text is cut where it was asked to be") {
    // More bytes that go on than any character has.
    CHECK(saleskpi::detail::cut("a\x80\x80\x80\x80\x80", 4) == "a\x80\x80\x80");
    CHECK(saleskpi::detail::cut("a\xc3\xa9", 2) == "a");
}
