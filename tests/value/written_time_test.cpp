// SPDX-License-Identifier: MIT
#include "value/written_time.hpp"

#include "catch.hpp"
#include "support/throws.hpp"
#include "value/month_names.hpp"

#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <sstream>
#include <string>

using namespace saleskpi;
using detail::TimeForm;
using detail::WrittenTime;

namespace {

std::string shown(TimeForm form, const WrittenTime& time) {
    if (form == TimeForm::other) return "another form";
    if (form == TimeForm::no_day) return "no day";
    if (form == TimeForm::other_weekday) return "another day of the week";
    std::string text = to_text(time.day) + " " + std::to_string(time.time.count());
    if (time.ahead) text += " " + std::to_string(time.ahead->count());
    return text;
}

/// The day, the milliseconds of it, and the minutes ahead of UTC.
std::string by(const std::string& pattern, const std::string& text) {
    detail::require_time_pattern(pattern);
    WrittenTime time;
    const TimeForm form = detail::read_time(text, pattern, time);
    return shown(form, time);
}

std::string iso(const std::string& text) {
    WrittenTime time;
    const TimeForm form = detail::read_iso_time(text, time);
    return shown(form, time);
}

unsigned month_of(std::string name) {
    std::string_view text = name;
    const auto month = detail::take_month_name(text);
    return month && text.empty() ? *month : 0;
}

}  // namespace

TEST_CASE("a day is read with its time") {
    CHECK(by("%Y-%m-%d %H:%M:%S", "2025-03-08 14:22:11") == "2025-03-08 51731000");
    CHECK(by("%Y-%m-%d %H:%M", "2025-03-08 14:22") == "2025-03-08 51720000");
    CHECK(by("%m/%d/%Y %I:%M %p", "3/8/2025 2:22 PM") == "2025-03-08 51720000");
    CHECK(by("%m/%d/%Y %I:%M %p", "12/31/2025 12:05 am") == "2025-12-31 300000");
    CHECK(by("%m/%d/%Y %I:%M %p", "12/31/2025 12:05 p.m.") == "2025-12-31 43500000");
    CHECK(by("%-m/%-d/%Y %-I:%M%p", "3/8/2025 2:22PM") == "2025-03-08 51720000");
    CHECK(by("%m/%d/%Y, %I:%M %p", "3/4/2025, 10:22\u202FAM") == "2025-03-04 37320000");
    CHECK(by("%b %e %Y", "Mar  8 2025") == "2025-03-08 0");
    CHECK(by("%Y%m%dT%H%M%S", "20250308T142211") == "2025-03-08 51731000");
    CHECK(by("%Y\u5E74%m\u6708%d\u65E5", "2025\u5E743\u67088\u65E5") == "2025-03-08 0");
    CHECK(
        by("%Y\u5E74%m\u6708%d\u65E5 %p%I:%M", "2025\u5E743\u67088\u65E5 \u4E0B\u53482:22") ==
        "2025-03-08 51720000");
}

TEST_CASE("seconds have fractions") {
    CHECK(by("%Y-%m-%d %H:%M:%S", "2025-03-08 14:22:11.5") == "2025-03-08 51731500");
    CHECK(by("%Y-%m-%d %H:%M:%S", "2025-03-08 14:22:11,123456789") == "2025-03-08 51731123");
    CHECK(by("%Y-%m-%d %H:%M:%S.%f", "2025-03-08 14:22:11.25") == "2025-03-08 51731250");
    CHECK(by("%Y-%m-%d %H:%M:%S.%f", "2025-03-08 14:22:11") == "another form");
    CHECK(by("%Y-%m-%d %H:%M:%S", "2025-03-08 14:22:11.") == "another form");
}

TEST_CASE("an offset makes an instant") {
    CHECK(by("%Y-%m-%dT%H:%M:%S%z", "2025-03-08T14:22:11Z") == "2025-03-08 51731000 0");
    CHECK(by("%Y-%m-%dT%H:%M:%S%z", "2025-03-08T14:22:11.250+05:30") == "2025-03-08 51731250 330");
    CHECK(by("%Y-%m-%d %H:%M:%S %z", "2025-03-08 14:22:11 -0800") == "2025-03-08 51731000 -480");
    CHECK(by("%Y-%m-%d %H:%M:%S %z", "2025-03-08 14:22:11 UTC") == "2025-03-08 51731000 0");
    CHECK(by("%Y-%m-%d %H:%M:%S%z", "2025-03-08 14:22:11") == "another form");
    CHECK(detail::gives_instant("%Y-%m-%dT%H:%M:%S%z"));
    CHECK_FALSE(detail::gives_instant("%Y-%m-%dT%H:%M:%S"));
}

TEST_CASE("days that are counted") {
    CHECK(by("epoch", "1741443731") == "2025-03-08 51731000 0");
    CHECK(by("epoch", "1741443731.25") == "2025-03-08 51731250 0");
    CHECK(by("epoch_ms", "1741443731250") == "2025-03-08 51731250 0");
    CHECK(by("excel", "45717") == "2025-03-01 0");
    CHECK(by("excel", "45717.5") == "2025-03-01 43200000");
    CHECK(by("excel", "1") == "1900-01-01 0");
    CHECK(by("excel", "59") == "1900-02-28 0");
    CHECK(by("excel", "60") == "no day");  // of a leap year that was none
    CHECK(by("excel", "61") == "1900-03-01 0");
    CHECK(by("excel", "2958465") == "9999-12-31 0");
    // No number is of two kinds, so that their order in a list does not matter.
    CHECK(by("epoch", "1741443731250") == "another form");
    CHECK(by("epoch_ms", "1741443731") == "another form");
    CHECK(by("excel", "1741443731") == "another form");
    CHECK(by("epoch", "45717") == "another form");
    CHECK(by("epoch", "0") == "another form");
    for (const char* text : {"", "-1", "45717.", "45717a", "1e9", "99999999999999999999"}) {
        INFO(text);
        CHECK(by("excel", text) == "another form");
        CHECK(by("epoch", text) == "another form");
    }
}

TEST_CASE("what fits no pattern, and days that are none") {
    CHECK(by("%Y-%m-%d %H:%M", "2025-02-30 10:00") == "no day");
    CHECK(by("%Y-%m-%d %H:%M", "2025-02-28 24:00") == "another form");
    CHECK(by("%Y-%m-%d %H:%M", "2025-02-28 10:60") == "another form");
    CHECK(by("%Y-%m-%d %H:%M", "2025-02-28 10:6") == "another form");
    CHECK(by("%m/%d/%Y %I:%M %p", "3/8/2025 13:22 PM") == "another form");
    CHECK(by("%m/%d/%Y %I:%M %p", "3/8/2025 0:22 AM") == "another form");
    for (const char* pattern :
         {"%Y-%m-%d %M", "%Y-%m-%d %H:%S", "%Y-%m-%d %I:%M", "%Y-%m-%d %H:%M %p", "%Y-%m-%d%z",
          "%Y-%m-%d %H:%M:%f", "%Y-%m-%d %H %I", "%Y-%m-%d %-", "%Y-%-Y-%d", "epochs",
          "%d %b %m %Y", "%d %e %m %Y"}) {
        INFO(pattern);
        CHECK(code_of([pattern] {
                  detail::require_time_pattern(pattern);
              }) == ErrorCode::invalid_argument);
    }
}

TEST_CASE("days with times in the form of ISO 8601") {
    CHECK(iso("2025-03-08 14:22:11") == "2025-03-08 51731000");
    CHECK(iso("2025-03-08T14:22:11.123") == "2025-03-08 51731123");
    CHECK(iso("2025-03-08T14:22") == "2025-03-08 51720000");
    CHECK(iso("2025-03-08T14:22:11Z") == "2025-03-08 51731000 0");
    CHECK(iso("2025-03-08 14:22:11.5 +02:00") == "2025-03-08 51731500 120");
    CHECK(iso("2025-02-30T14:22:11Z") == "no day");
    for (const char* text :
         {"2025-03-08", "2025-03-08T", "2025-03-08T14", "2025-03-08T24:00", "2025-03-08T14:22:",
          "2025-03-08 14:22:11 x", "2025-03-0814:22", "2025/03/08 14:22", "2025-3-8 14:22"}) {
        INFO(text);
        CHECK(iso(text) == "another form");
    }
}

TEST_CASE("an independent calendar reads the same instants") {
    for (const char* text :
         {"2024-02-29T23:59:59+00:00", "2024-12-31T23:30:00-05:00", "1999-12-31T00:00:01+14:00",
          "2025-03-30T01:59:59+01:00"}) {
        date::sys_seconds expected;
        std::istringstream stream{text};
        stream >> date::parse("%FT%T%Ez", expected);
        REQUIRE(stream);
        WrittenTime time;
        REQUIRE(detail::read_iso_time(text, time) == TimeForm::good);
        CHECK(time.instant() == expected);
    }
}

TEST_CASE("months have names in seven languages") {
    CHECK(by("%d %B %Y", "12 mars 2025") == "2025-03-12 0");
    CHECK(by("%d-%b-%y", "1-Mrz-25") == "2025-03-01 0");
    CHECK(by("%d %b %Y", "12 f\u00E9vr. 2025") == "2025-02-12 0");
    CHECK(by("%d.%b.%Y", "1.Dez.2025") == "2025-12-01 0");
    CHECK(by("%d. %B %Y", "8. M\u00C4RZ 2025") == "2025-03-08 0");
    CHECK(by("%d %B %Y", "8 pa\u017Adziernika 2025") == "2025-10-08 0");
    CHECK(by("%d de %B de %Y", "8 de marzo de 2025") == "2025-03-08 0");
    CHECK(by("%d%b%Y", "01MAR2025") == "2025-03-01 0");
    CHECK(by("%d%bT%H:%M %Y", "01MART10:00 2025") == "2025-03-01 36000000");
    CHECK(by("%b %d, %Y", "Sept. 5, 2025") == "2025-09-05 0");

    for (const char* name :
         {"August", "AUG", "ao\u00FBt", "AO\u00DBT", "aou\u0302t", "sierpie\u0144", "SIERPNIA",
          "agosto", "ago"})
        CHECK(month_of(name) == 8);
    for (const char* name :
         {"Jan", "J\u00E4nner", "janvier", "stycznia", "enero", "gennaio", "janeiro"})
        CHECK(month_of(name) == 1);
    for (const char* name : {"decem", "marx", "ma", "", "\xC3", "m\xC3", "13"})
        CHECK(month_of(name) == 0);
}

TEST_CASE("days of the week have names in seven languages, and must be those of the date") {
    // March 3, 2025 was a Monday.
    for (const char* name :
         {"Mon", "Monday", "MONDAY", "Mo.", "Montag", "lun.", "lundi", "Lunes", "luned\u00EC",
          "LUNED\u00CC", "seg", "Segunda-feira", "pon.", "poniedzia\u0142ek", "PONIEDZIA\u0141EK"})
        CHECK(by("%a, %d %b %Y", std::string{name} + ", 03 Mar 2025") == "2025-03-03 0");
    for (const char* name :
         {"Tue", "Dienstag", "mar", "\u015Aroda", "pi\u0105tek", "s\u00E1bado", "ter\u00E7a"})
        CHECK(by("%A %d.%m.%Y", std::string{name} + " 03.03.2025") == "another day of the week");
    for (const char* name : {"Wed", "mercredi", "mi\u00E9rcoles", "quarta-feira", "\u015Bro", "Mi"})
        CHECK(
            by("%Y-%m-%d %a %H:%M", "2025-03-05 " + std::string{name} + " 14:30") ==
            "2025-03-05 52200000");
    // In German a Sunday, in Polish a Saturday
    CHECK(by("%a %Y-%m-%d", "So 2025-03-01") == "2025-03-01 0");
    CHECK(by("%a %Y-%m-%d", "So 2025-03-02") == "2025-03-02 0");
    CHECK(by("%a %Y-%m-%d", "So 2025-03-03") == "another day of the week");
    CHECK(by("%a %Y-%m-%d", "Sun 2025-02-30") == "no day");
    for (const char* name : {"", "M", "Monda", "March", "\u0301"})
        CHECK(by("%a %Y-%m-%d", std::string{name} + " 2025-03-03") == "another form");
}

TEST_CASE("a pattern has a day of the week only beside the day") {
    for (const char* pattern : {"%a %Y-%m", "%a %A %Y-%m-%d"})
        CHECK(message_of([&] {
                  detail::require_time_pattern(pattern);
              }).find("day of the week") != std::string::npos);
    CHECK(detail::readable_pattern("%a, %d %b %Y") == "Weekday, DD Mon YYYY");
}
