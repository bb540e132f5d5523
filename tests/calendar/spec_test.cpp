// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/value/error.hpp>

#include <date/date.h>

#include <string>

using namespace saleskpi;

namespace {

/// What the error for this text says after "is no calendar: ".
std::string complaint(const char* text) {
    try {
        (void)Calendar::parse_spec(text);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        const std::string message = error.what();
        const std::string common = "'" + std::string{text} + "' is no calendar: ";
        CHECK(message.starts_with(common));
        return message.substr(common.size());
    }
    return "none";
}

}  // namespace

TEST_CASE("the text form of a calendar") {
    CHECK(Calendar{}.spec() == "iso");
    CHECK(Calendar{}.weeks_from(date::Sunday).spec() == "weeks=sunday");
    CHECK(Calendar{}.in_zone("Europe/Warsaw").spec() == "iso zone=Europe/Warsaw");
    CHECK(Calendar::fiscal_from(date::April).spec() == "fiscal:april:end");
    CHECK(
        Calendar::fiscal_from(date::July, FiscalName::by_start).weeks_from(date::Sunday).spec() ==
        "fiscal:july:start weeks=sunday");
    CHECK(Calendar::retail(RetailPattern::p454, nrf).spec() == "retail-454:nrf");
    for (unsigned month = 1; month <= 12; ++month) {
        for (const FiscalName name : {FiscalName::by_end, FiscalName::by_start}) {
            const Calendar calendar = Calendar::fiscal_from(date::month{month}, name);
            CHECK(Calendar::parse_spec(calendar.spec()) == calendar);
        }
    }
}

TEST_CASE("every retail year has a text form of its own") {
    using enum RetailYear::End;
    for (const RetailPattern pattern :
         {RetailPattern::p445, RetailPattern::p454, RetailPattern::p544})
        for (const auto end : {nearest_to_month_end, last_in_month})
            for (unsigned day = 0; day < 7; ++day)
                for (unsigned month = 1; month <= 12; ++month)
                    for (const FiscalName name : {FiscalName::by_end, FiscalName::by_start}) {
                        const Calendar calendar = Calendar::retail(
                            pattern, {end, date::weekday{day}, date::month{month}, name});
                        INFO(calendar.spec());
                        CHECK(Calendar::parse_spec(calendar.spec()) == calendar);
                        CHECK(Calendar::parse_spec(calendar.spec()).spec() == calendar.spec());
                    }
}

TEST_CASE("a text form is written as it was read") {
    for (const char* text :
         {"iso", "weeks=saturday", "iso zone=America/Argentina/Buenos_Aires", "fiscal:april:end",
          "fiscal:july:start weeks=sunday zone=Etc/GMT+5", "retail-454:nrf", "retail-454:nrf:end",
          "retail-445:last-saturday-of-january:start",
          "retail-544:friday-nearest-end-of-august:end weeks=saturday",
          "retail-445:nrf weeks=sunday zone=America/Chicago"}) {
        CHECK(Calendar::parse_spec(text).spec() == text);
    }
}

TEST_CASE("a calendar is read from text") {
    CHECK(Calendar::try_parse_spec("ISO") == Calendar{});
    CHECK(Calendar::try_parse_spec("fiscal:April") == Calendar::fiscal_from(date::April));
    CHECK(Calendar::try_parse_spec("fiscal:january:start") == Calendar{});
    CHECK(Calendar::try_parse_spec(" weeks=Monday,") == Calendar{});
    CHECK(
        Calendar::try_parse_spec("zone=Europe/Warsaw, fiscal:april") ==
        Calendar::fiscal_from(date::April).in_zone("Europe/Warsaw"));
    CHECK(
        Calendar::try_parse_spec("RETAIL-454:NRF:start") == Calendar::retail(RetailPattern::p454));
    CHECK(
        Calendar::try_parse_spec("retail-454:saturday-nearest-end-of-january:start") ==
        Calendar::retail(RetailPattern::p454, nrf));
    CHECK(
        Calendar::try_parse_spec("retail-445:last-sunday-of-december:start") ==
        Calendar::try_parse_spec("retail-445:last-sunday-of-december:end"));
    for (const char* text :
         {"", " , ", "fiscal", "fiscal:", "fiscal:avril", "fiscal:april:middle",
          "fiscal:april:end:x", "april", "fiscal:4", "iso:april", "retail", "retail-444:nrf",
          "retail-454", "retail-454:", "weeks=", "zone=", "zone=a b", "iso iso", "is\xff"}) {
        INFO(text);
        CHECK_FALSE(Calendar::try_parse_spec(text));
    }
}

TEST_CASE("an error in a text form says where it is and what is expected there") {
    CHECK(complaint("fiscal:avril") == "expected the name of a month at character 8, not 'avril'");
    CHECK(
        complaint("fiscal:april:middle") ==
        "expected 'end' or 'start' at character 14, not 'middle'");
    CHECK(
        complaint("retail-454:") ==
        "expected 'nrf', 'last-DAY-of-MONTH' or 'DAY-nearest-end-of-MONTH' at character 12");
    CHECK(
        complaint("iso weeks=sunday") ==
        "expected no 'iso', whose weeks begin on Monday at character 4");
    CHECK(
        complaint("fiscal:april fiscal:may") ==
        "expected no second word of this kind at character 14, not 'fiscal:may'");
    CHECK(complaint("weeks=sunny") == "expected a day of the week at character 7, not 'sunny'");
    CHECK(
        complaint("julian") ==
        "expected 'iso', 'fiscal:MONTH', 'retail-445:', 'retail-454:', 'retail-544:', 'weeks=' or "
        "'zone=' at character 1, not 'julian'");
    CHECK(
        complaint("") == "expected a calendar, such as 'iso' or 'fiscal:april:end' at character 1");
}

TEST_CASE("a zone's name has letters, digits and a few signs") {
    CHECK(Calendar{}.in_zone("Europe/Warsaw").zone() == "Europe/Warsaw");
    CHECK(Calendar{}.zone().empty());
    CHECK(Calendar{}.in_zone("Europe/Warsaw").in_zone("") == Calendar{});
    CHECK_FALSE(Calendar{}.in_zone("Europe/Warsaw") == Calendar{});
    CHECK_THROWS_AS(Calendar{}.in_zone("New York"), Error);
    CHECK_THROWS_AS(Calendar{}.in_zone("a,b"), Error);
}
