// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/currency.hpp>

#include <string>

using namespace saleskpi;

TEST_CASE("a currency knows its code and its minor digits") {
    CHECK(usd.code() == "USD");
    static_assert(usd.minor_digits() == 2 && usd.minor_per_major() == 100);
    static_assert(jpy.minor_digits() == 0 && jpy.minor_per_major() == 1);
    static_assert(kwd.minor_digits() == 3 && kwd.minor_per_major() == 1000);
    static_assert(Currency{"CLF"}.minor_digits() == 4);
    static_assert(Currency{"ISK"}.minor_digits() == 0 && Currency{"TND"}.minor_digits() == 3);
    static_assert(usd == Currency{"USD"} && usd != eur && eur < usd);
}

TEST_CASE("no currency") {
    CHECK(Currency().is_none());
    CHECK_FALSE(usd.is_none());
    CHECK(Currency().code().empty());
    CHECK(Currency() != usd);
    static_assert(Currency().minor_digits() == 0 && Currency().minor_per_major() == 1);
}

TEST_CASE("currencies are found by code in any case") {
    CHECK(Currency::try_parse("EUR") == eur);
    CHECK(Currency::try_parse("eur") == eur);
    CHECK(Currency::try_parse("Zar") == zar);
    for (const char* text : {"", "US", "USDX", "XXX", "XAU", "US$", "ABC", "€", "ED ", " EU"}) {
        INFO(text);
        CHECK_FALSE(Currency::try_parse(text));
    }
    CHECK_FALSE(Currency::try_parse(std::string_view("\0\0\0", 3)));
    CHECK(code_of([] { Currency{"ABC"}; }) == ErrorCode::unknown_currency);
}

TEST_CASE("every code of the table is found, and the table is sorted") {
    std::size_t codes = 0;
    for (const std::string_view list :
         {detail::currencies_without_minor_unit, detail::currencies_with_2_digits,
          detail::currencies_with_3_digits, detail::currencies_with_4_digits}) {
        for (std::size_t at = 0; at < list.size(); at += 4) {
            const std::string code(list.substr(at, 3));
            INFO(code);
            REQUIRE(Currency::try_parse(code));
            CHECK(Currency::try_parse(code)->code() == code);
            CHECK((at == 0 || list.substr(at - 4, 3) < code));
            ++codes;
        }
    }
    CHECK(codes == 17 + 145 + 7 + 2);
}
