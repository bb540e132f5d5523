// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include "catch.hpp"

#include <string>

using saleskpi::detail::end_of_utf8;
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
