// SPDX-License-Identifier: MIT
// The days of a report for which none were asked: to the end of a period that may not be over.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::days;
using make::deal_of;
using make::text;

namespace {

/// 20 on December 5 and 80 on December 20; 50 on January 10, of a target of 310 in January.
BookBuilder until_january_10() {
    BookBuilder builder{usd};
    std::vector<Deal> deals = make::deals(
        deal_of("A").won(20_usd, "2024-12-05"), deal_of("A").won(80_usd, "2024-12-20"),
        deal_of("A").won(50_usd, "2025-01-10"));
    for (std::size_t i = 0; i < deals.size(); ++i)
        deals[i].id = std::to_string(i + 1);
    builder.add(deals);
    builder.add(std::vector{make::quota("A", 310_usd, days("2025-01-01", "2025-02-01"))});
    return builder;
}

Table monthly(const Book& book) { return rollup(book).metrics(revenue).every(Grain::month).run(); }

/// One won deal a day.
Book sold_on(std::initializer_list<std::string_view> all, const Calendar& calendar = {}) {
    std::vector<Deal> deals;
    for (const std::string_view on : all) {
        deals.push_back(deal_of("A").won(1_usd, on));
        deals.back().id = std::to_string(deals.size());
    }
    return BookBuilder{usd}.calendar(calendar).add(deals).build();
}

}  // namespace

TEST_CASE("half of a month's target is half of it, whatever the day") {
    const Book book = until_january_10().build();
    constexpr auto attained = attainment(revenue);
    for (const Grain grain : {Grain::month, Grain::quarter, Grain::year}) {
        const Table table = rollup(book).metrics(attained).every(grain).run();
        INFO(name(grain));
        // 50 of 310, and not of the 100 that fall on January 1 to 10.
        CHECK(text(table[table.size() - 1][attained]) == "16.13 %");
    }
    const Table whole = rollup(book).metrics(target_of(revenue)).run();
    CHECK(text(whole.at({})[target_of(revenue)]) == "310.00 USD");
}

TEST_CASE("a report ends with the period of the last day on which something happened") {
    const Table table = monthly(until_january_10().build());
    CHECK(table.window() == days("2024-12-05", "2025-02-01"));
    CHECK(table.data_to() == day("2025-01-10"));
    REQUIRE(table.size() == 2);
    CHECK_FALSE(table[0].key().period.complete);  // what was before the first day is not known
    CHECK_FALSE(table[1].key().period.complete);
    CHECK(table[1].key().period.window() == days("2025-01-01", "2025-02-01"));
    CHECK(text(table[1][revenue]) == "50.00 USD");
}

TEST_CASE("the usual end is that of a whole period of every grain") {
    const Book book = sold_on({"2024-12-05", "2025-01-10"});
    const auto window = [&](Grain grain) { return rollup(book).every(grain).window(); };
    CHECK(window(Grain::day) == days("2024-12-05", "2025-01-11"));
    CHECK(window(Grain::week) == days("2024-12-05", "2025-01-13"));
    CHECK(window(Grain::month) == days("2024-12-05", "2025-02-01"));
    CHECK(window(Grain::quarter) == days("2024-12-05", "2025-04-01"));
    CHECK(window(Grain::half) == days("2024-12-05", "2025-07-01"));
    CHECK(window(Grain::year) == days("2024-12-05", "2026-01-01"));
    CHECK(
        window(Grain::window) ==
        days("2024-12-05", "2025-02-01"));  // without a grain, of the month
    const Calendar april = Calendar::fiscal_from(date::April);
    CHECK(
        rollup(book).in(april).every(Grain::fiscal_year).window() ==
        days("2024-12-05", "2025-04-01"));
    // A day is over as soon as something happened on it.
    const Table daily = rollup(book).metrics(revenue).every(Grain::day).run();
    CHECK(daily[daily.size() - 1].key().period.complete);
}

TEST_CASE("the end of a custom period, or the last day where there is none") {
    const Calendar seasons = Calendar{}.with(CustomPeriods{
        {{"winter", days("2024-12-01", "2025-03-01")}, {"may", days("2025-05-01", "2025-06-01")}}});
    const auto end = [&](std::string_view last) {
        return rollup(sold_on({"2024-12-05", last}, seasons)).every(Grain::custom).window().until;
    };
    CHECK(end("2025-01-10") == day("2025-03-01"));
    CHECK(end("2025-03-10") == day("2025-03-11"));
    CHECK(end("2025-05-31") == day("2025-06-01"));
}

TEST_CASE("a period whose last day has come is complete") {
    const Table table = monthly(sold_on({"2025-01-01", "2025-01-31"}));
    CHECK(table.window() == days("2025-01-01", "2025-02-01"));
    CHECK(table[0].key().period.complete);
    // So is one at the very end of the calendar.
    CHECK(rollup(sold_on({"9999-12-31"})).every(Grain::week).window().until == all_time.until);
}

TEST_CASE("what goes by the elapsed days goes to the last day on which something happened") {
    constexpr auto growth = change(revenue, previous);
    constexpr auto more = difference(revenue, previous);
    constexpr auto daily = per_day(revenue);
    constexpr auto projected = run_rate(revenue);
    constexpr auto on_pace = pace(revenue);
    constexpr auto needed = required_run_rate(revenue);
    constexpr auto quarter = to_date(revenue, Grain::quarter);
    const Table table = rollup(until_january_10().build())
                            .metrics(growth, more, daily, projected, on_pace, needed, quarter)
                            .every(Grain::month)
                            .run();
    const RowView january = table.at({}, Month{2025, 1});
    CHECK(text(january[growth]) == "150.00 %");  // to December 1 to 10, not to all of it
    CHECK(text(january[more]) == "30.00 USD");
    CHECK(text(january[daily]) == "5.00 USD/day");
    CHECK(text(january[projected]) == "155.00 USD");
    CHECK(text(january[on_pace]) == "50.00 %");       // of 100
    CHECK(text(january[needed]) == "12.38 USD/day");  // 260 in 21 days
    CHECK(text(january[quarter]) == "50.00 USD");
    CHECK(
        january.days(growth.id()) ==
        std::vector{days("2024-12-01", "2024-12-11"), days("2025-01-01", "2025-01-11")});
}

TEST_CASE("nothing is older than on the last day that has happened") {
    std::vector<Deal> deals =
        make::deals(deal_of("A").created_on("2025-01-02"), deal_of("A").won(1_usd, "2025-01-10"));
    deals[0].id = "open";
    deals[1].id = "won";
    constexpr auto age_of_open =
        metric("age_of_open", mean(age(deal::created)).active(deal::created, deal::closed));
    const auto age = [&](const Book& book) {
        return text(rollup(book).metrics(age_of_open).run().at({})[age_of_open]);
    };
    CHECK(age(BookBuilder{usd}.add(deals).build()) == "8.0 days");
    CHECK(age(BookBuilder{usd}.add(deals).as_of(day("2025-01-12")).build()) == "10.0 days");
}

TEST_CASE("a book as of a day is known up to that day, though nothing happened on it") {
    const auto january = [](std::string_view as_of) {
        const Table table = monthly(until_january_10().as_of(day(as_of)).build());
        CHECK(table.window() == days("2024-12-05", "2025-02-01"));
        return table.at({}, Month{2025, 1}).key().period.complete;
    };
    CHECK_FALSE(january("2025-01-20"));
    CHECK(january("2025-01-31"));
    CHECK(january("2025-03-31"));
}

TEST_CASE("a report from a day on has the usual end") {
    const Book book = until_january_10().build();
    const Table table =
        rollup(book).metrics(revenue).every(Grain::month).from(day("2024-12-10")).run();
    CHECK(table.window() == days("2024-12-10", "2025-02-01"));
    CHECK_FALSE(table[0].key().period.complete);
    CHECK(text(table[0][revenue]) == "80.00 USD");
    CHECK_FALSE(table[1].key().period.complete);
    CHECK(rollup(book).metrics(revenue).from(day("2025-03-01")).run().size() == 0);
    // What is said last counts.
    CHECK(
        rollup(book).from(day("2024-12-10")).during(days("2025-01-01", "2025-01-02")).window() ==
        days("2025-01-01", "2025-01-02"));
    CHECK(code_of([&] {
              rollup(book).metrics(revenue).from(day("2025-01-01")).partial();
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("days that were asked for are what they were asked for") {
    const Table table = rollup(until_january_10().build())
                            .metrics(revenue)
                            .every(Grain::month)
                            .during(days("2024-12-01", "2025-02-01"))
                            .run();
    CHECK_FALSE(table.data_to());
    CHECK(table[1].key().period.complete);
}

TEST_CASE("an explanation has the number of the table") {
    const Book book = until_january_10().build();
    constexpr auto growth = change(revenue, previous);
    const Rollup query = rollup(book).every(Grain::month).from(day("2024-12-01"));
    const Table table = Rollup{query}.metrics(growth, attainment(revenue)).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        for (const Definition& metric : table.metrics()) {
            const Explanation explained = query.explain(metric, {}, table[row].key().period);
            CHECK(explained.value.outcome == table[row][metric.id()]);
            CHECK(explained.key.period.complete == table[row].key().period.complete);
        }
}

TEST_CASE("custom periods are those of a calendar that has some") {
    const Book book = until_january_10().build();
    const auto refused = [&](const Definition& metric, Grain grain) {
        const auto ask = [&] { rollup(book).metrics(metric).every(grain).run(); };
        CHECK(code_of(ask) == ErrorCode::invalid_argument);
        return message_of(ask);
    };
    CHECK(refused(Definition{revenue}, Grain::custom).find("calendar") != std::string::npos);
    CHECK(
        refused(Definition{to_date(revenue, Grain::custom)}, Grain::month) ==
        "metric 'to_date(revenue, custom)' is by custom periods, and the calendar has none");
    CHECK(
        refused(Definition{average_over(pipeline_value, Grain::custom)}, Grain::month) ==
        "metric 'average_over(pipeline_value, custom)' is by custom periods, and the calendar has "
        "none");
    // Days between custom periods have no average of them.
    constexpr auto average = average_over(pipeline_value, Grain::custom);
    const Calendar seasons =
        Calendar{}.with(CustomPeriods{{{"may", days("2025-05-01", "2025-06-01")}}});
    const Table table = rollup(book).in(seasons).metrics(average).every(Grain::month).run();
    CHECK(text(table[0][average]) == "no_records");
}
