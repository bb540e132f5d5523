// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/calendar.hpp>

#include <nlohmann/json.hpp>

#include <string>

using namespace saleskpi;
using namespace date::literals;

namespace {

const char* const shop = R"({
    "custom": [{"from": "2025-03-01", "name": "spring", "to": "2025-04-14"},
               {"from": "2025-04-15", "name": "easter", "to": "2025-04-21"}],
    "holidays": {"days": ["2025-01-01", "2025-12-25"], "from": "2025-01-01",
                 "outside": "refuse", "source": "the office", "to": "2025-12-31"},
    "spec": "retail-454:nrf weeks=sunday zone=America/Chicago",
    "working_days": ["monday", "saturday", "sunday"]
})";

std::string complaint(const std::string& text) {
    CHECK(code_of([&] { parse_calendar(text); }) == ErrorCode::invalid_json);
    return message_of([&] { parse_calendar(text); });
}

}  // namespace

TEST_CASE("a calendar that its text form says whole is that text") {
    const Calendar calendar = Calendar::fiscal_from(date::April).weeks_from(date::Sunday);
    CHECK(nlohmann::json(calendar).dump() == R"("fiscal:april:end weeks=sunday")");
    CHECK(parse_calendar(R"("fiscal:april weeks=sunday")") == calendar);
    CHECK(try_parse_calendar(R"("fiscal:april weeks=sunday")") == calendar);
    CHECK_FALSE(try_parse_calendar("12"));
    CHECK(nlohmann::json(calendar).get<Calendar>() == calendar);
    CHECK(parse_calendar("{}") == Calendar{});
}

TEST_CASE("a calendar in all its parts") {
    const Calendar calendar = parse_calendar(shop);
    Holidays holidays;
    holidays.days = {2025_y / 1 / 1, 2025_y / 12 / 25};
    holidays.source = "the office";
    holidays.valid = {2025_y / 1 / 1, 2026_y / 1 / 1};
    holidays.outside = Holidays::Outside::refuse;
    CHECK(
        calendar ==
        Calendar::retail(RetailPattern::p454, nrf)
            .weeks_from(date::Sunday)
            .in_zone("America/Chicago")
            .with(WorkingDays{{date::Saturday, date::Sunday, date::Monday}}.without(holidays))
            .with(CustomPeriods{{
                {"spring", {2025_y / 3 / 1, 2025_y / 4 / 15}},
                {"easter", {2025_y / 4 / 15, 2025_y / 4 / 22}},
            }}));
    CHECK(calendar.working_days().holidays().source == "the office");
    CHECK(nlohmann::json(calendar) == nlohmann::json::parse(shop));
}

TEST_CASE("a calendar is read from a file") {
    const TempDir dir;
    CHECK(read_calendar(dir.file("shop.json", shop)) == parse_calendar(shop));
    CHECK(message_of([&] {
              read_calendar(dir.file("bad.json", R"({"weeks": "sunday"})"));
          }).starts_with("bad.json: unknown key 'weeks'"));
}

TEST_CASE("what is wrong with a calendar is said with its place") {
    CHECK(
        complaint(R"("fiscal:avril")") ==
        "calendar: 'fiscal:avril' is no calendar: expected the name of a month at character 8, not "
        "'avril'");
    CHECK(complaint("[]") == "calendar: is not a text");
    CHECK(complaint("{").starts_with("calendar: "));
    CHECK(
        complaint(R"({"holidays": {"days": ["2025-02-30"]}})") ==
        "calendar: /holidays/days/0: is not a day, such as 2025-03-31");
    CHECK(
        complaint(R"({"holidays": {"days": [], "outside": "guess"}})") ==
        "calendar: /holidays/outside: is neither 'refuse' nor 'weekdays_only'");
    CHECK(
        complaint(R"({"holidays": {"days": ["2026-01-01"], "to": "2025-12-31"}})") ==
        "calendar: /holidays: the holiday 2026-01-01 lies outside the days for which the list is "
        "valid");
    CHECK(
        complaint(R"({"working_days": ["monday", "someday"]})") ==
        "calendar: /working_days: 'someday' is not a day such as monday");
    CHECK(
        complaint(
            R"({"custom": [{"name": "2025-Q1", "from": "2025-01-01", "to": "2025-03-31"}]})") ==
        "calendar: /custom: a custom period cannot be called '2025-Q1', for that is a quarter");
    CHECK(
        complaint(R"({"custom": [{"name": "a", "from": "2025-01-02", "to": "2025-01-01"}]})") ==
        "calendar: /custom: the period 'a' has no days");
}
