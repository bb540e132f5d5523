// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/saleskpi.hpp>
#include <saleskpi/timezone/date_of_instant.hpp>

#include <date/date.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

// D-1: Dec 31 in New York, Jan 1 in UTC, Warsaw and Tokyo. D-2: Mar 31 in New York and UTC, Apr 1 in
// Warsaw and Tokyo. D-3 is a plain date.
const char* const deals =
    "id,region,stage,closed,amount\n"
    "D-1,Americas,won,2024-12-31T23:30:00-05:00,100\n"
    "D-2,Europe,won,2025-03-31T22:00:00Z,20\n"
    "D-3,Europe,won,2025-04-01,3\n";

std::vector<std::string> closed_days(const DateOfInstant& date_of) {
    ReadOptions options;
    options.currency = usd;
    options.date_of_instant = date_of;
    const auto read = parse_csv<Deal>(deals, options);
    std::vector<std::string> days;
    for (const Deal& deal : read.records)
        if (deal.closed) days.push_back(to_text(*deal.closed));
    for (const Finding& finding : read.findings)
        days.push_back(finding.id + " " + finding.reason);
    return days;
}

Book book_in(const Calendar& calendar, unsigned threads = 1) {
    const TempDir dir;
    BookBuilder builder{usd};
    builder.calendar(calendar);
    load_table(
        "deals", dir.file("deals.csv", deals), {},
        {.formats = {csv_format()},
         .currency = usd,
         .threads = threads,
         .date_of_instant = date_of_instant(calendar)},
        builder);
    return builder.build();
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("an instant in a file falls on the date of the calendar's zone") {
    const auto days_in = [](const char* zone) {
        return closed_days(date_of_instant(Calendar{}.in_zone(zone)));
    };
    CHECK(days_in("America/New_York") == Texts{"2024-12-31", "2025-03-31", "2025-04-01"});
    CHECK(days_in("UTC") == Texts{"2025-01-01", "2025-03-31", "2025-04-01"});
    CHECK(days_in("Europe/Warsaw") == Texts{"2025-01-01", "2025-04-01", "2025-04-01"});
}

TEST_CASE("an instant in a file falls on the date of its region's zone") {
    ZoneByRegion zones{{{"Americas", "America/New_York"}, {"Europe", "Europe/Warsaw"}}, ""};
    CHECK(closed_days(date_of_instant(zones)) == Texts{"2024-12-31", "2025-04-01", "2025-04-01"});

    zones.zones.erase("Europe");
    CHECK(
        closed_days(date_of_instant(zones)) ==
        Texts{
            "2024-12-31", "2025-04-01",
            "D-2 is an instant, and the region 'Europe' has no time zone"});
    zones.otherwise = "UTC";
    CHECK(closed_days(date_of_instant(zones)) == Texts{"2024-12-31", "2025-03-31", "2025-04-01"});
}

TEST_CASE("the region may come from another column, or stand for all records") {
    ReadOptions options;
    options.date_of_instant = date_of_instant(ZoneByRegion{{{"JP", "Asia/Tokyo"}}, "UTC"});
    options.mapping.fields["region"].columns = {"land"};
    const auto read = parse_csv<Deal>(
        "id,stage,land,closed\n1,won,JP,2025-01-01T20:00Z\n2,won,,2025-01-01T20:00Z\n", options);
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].closed == Date{2025_y / 1 / 2});
    CHECK(read.records[1].closed == Date{2025_y / 1 / 1});
    CHECK(read.report.ignored_columns.empty());

    options.mapping.fields["region"] = {};
    options.mapping.fields["region"].constant = "JP";
    const auto all = parse_csv<Deal>("id,stage,closed\n1,won,2025-01-01T20:00Z\n", options);
    CHECK(all.records.at(0).closed == Date{2025_y / 1 / 2});
}

TEST_CASE("without a zone an instant falls on the day of UTC, and a time without one on its own") {
    CHECK(closed_days({}) == Texts{"2025-01-01", "2025-03-31", "2025-04-01"});
    ReadOptions options;
    options.date_of_instant = date_of_instant(Calendar{}.in_zone("Asia/Tokyo"));
    const auto read = parse_csv<Deal>("id,stage,closed\n1,won,2025-01-01T20:00\n", options);
    CHECK(read.findings.empty());
    CHECK(read.records.at(0).closed == Date{2025_y / 1 / 1});
    const auto bad = parse_csv<Deal>("id,stage,closed\n1,won,20:00\n", options);
    REQUIRE(bad.findings.size() == 1);
    CHECK(bad.findings[0].reason == "is not a date (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ)");
}

TEST_CASE("a mapping names the zone of the instants of a table") {
    ReadOptions options;
    options.mapping.time_zone = "Europe/Warsaw";
    CHECK(
        message_of([&] { (void)parse_csv<Deal>(deals, options); }) ==
        "the time zone 'Europe/Warsaw' is one of the IANA data, which LoadOptions::dates_in_zone "
        "brings");
    options.dates_in_zone = dates_in_zone;
    const auto days = [&] {
        std::vector<std::string> all;
        for (const Deal& deal : parse_csv<Deal>(deals, options).records)
            all.push_back(deal.closed ? to_text(*deal.closed) : "");
        return all;
    };
    CHECK(days() == Texts{"2025-01-01", "2025-04-01", "2025-04-01"});
    options.mapping.time_zone = "America/New_York";
    CHECK(days() == Texts{"2024-12-31", "2025-03-31", "2025-04-01"});
    options.mapping.time_zone = "UTC";
    options.dates_in_zone = {};
    CHECK(days() == Texts{"2025-01-01", "2025-03-31", "2025-04-01"});
    // What a program says goes before.
    options.mapping.time_zone = "America/New_York";
    options.date_of_instant = date_of_instant(Calendar{}.in_zone("Europe/Warsaw"));
    CHECK(days() == Texts{"2025-01-01", "2025-04-01", "2025-04-01"});
    CHECK(code_of([] { (void)dates_in_zone("Mars/Olympus"); }) == ErrorCode::invalid_argument);
}

TEST_CASE("a zone that is missing or unknown is one error, before anything is read") {
    CHECK(
        message_of([] { (void)date_of_instant(Calendar{}); }) ==
        "the calendar 'iso' has no time zone; Calendar::in_zone, or zone= in its text, gives it "
        "one");
    CHECK(code_of([] {
              (void)date_of_instant(Calendar{}.in_zone("Mars/Olympus"));
          }) == ErrorCode::invalid_argument);
    CHECK(code_of([] {
              (void)date_of_instant(ZoneByRegion{{{"a", "Mars/Olympus"}}, ""});
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("a change of zone or calendar never changes a sum over all time") {
    const auto sum_of = [](const Book& book, Grain grain) {
        const Table table =
            rollup(book).metrics(revenue).every(grain).during(2024_y / 1 / 1, 2026_y / 1 / 1).run();
        Rational sum;
        for (std::size_t row = 0; row < table.size(); ++row)
            sum += table[row].values()[0].outcome.value().exact();
        return sum;
    };
    for (const char* spec :
         {"zone=America/New_York", "zone=UTC", "zone=Asia/Tokyo",
          "fiscal:april:end weeks=sunday zone=Europe/Warsaw",
          "retail-454:nrf zone=Pacific/Auckland"}) {
        INFO(spec);
        const Book book = book_in(Calendar::parse_spec(spec), 2);
        for (const Grain grain :
             {Grain::window, Grain::day, Grain::week, Grain::month, Grain::year, Grain::fiscal_week,
              Grain::fiscal_month, Grain::fiscal_quarter, Grain::fiscal_half, Grain::fiscal_year}) {
            INFO(name(grain));
            CHECK(sum_of(book, grain) == Rational{12300});
        }
    }
}
