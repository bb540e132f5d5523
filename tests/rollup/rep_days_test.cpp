// SPDX-License-Identifier: MIT
// Reports by rep and by the day on which something ends: what stands beside each other is kept apart.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/report.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

}  // namespace

TEST_CASE("medians of one amount under two conditions are two medians") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")},
        make::deals(
            deal_of("Asha").won(10_usd), deal_of("Asha").won(30_usd), deal_of("Asha").lost(7_usd),
            deal_of("Ben").won(5_usd), deal_of("Ben").lost(1_usd), deal_of("Ben").lost(3_usd)));
    constexpr auto of_won = metric("of_won", median(deal::amount).where(won).by(deal::closed));
    constexpr auto of_lost =
        metric("of_lost", median(deal::amount).where(deal::stage == Stage::lost).by(deal::closed));
    constexpr auto discount = metric("discount", median(deal::list).where(won).by(deal::closed));
    const Table table =
        rollup(book).metrics(of_won, of_lost, discount).by(by::rep).during(january).run();
    const auto line = [&](const char* rep) {
        const RowView row = table.at({rep});
        return text(row[of_won]) + ", " + text(row[of_lost]) + ", " + text(row[discount]);
    };
    CHECK(line("Asha") == "20.00 USD, 7.00 USD, missing_values");
    CHECK(line("Ben") == "5.00 USD, 2.00 USD, missing_values");
    const Report report{table};
    CHECK(text(report[0][0].outcome()) == "20.00 USD");
    CHECK(text(report[0][1].outcome()) == "7.00 USD");
    CHECK(text(report[1][1].outcome()) == "2.00 USD");
}

TEST_CASE("who leaves on the day after the last is a customer throughout") {
    constexpr auto stayed =
        metric("stayed", count<Customer>().active_throughout(customer::since, customer::until));
    const auto counted = [&](const char* since, const char* until) {
        Customer one = make::customer_since(since, until);
        one.id = "Ada";
        const Book book = make::book(std::vector{one});
        return text(rollup(book).metrics(stayed).during(january).run()[0][stayed]);
    };
    CHECK(counted("2024-12-31", "2025-02-01") == "1");
    CHECK(counted("2024-12-31", "2025-01-31") == "0");
    CHECK(counted("2025-01-01", "2025-02-01") == "0");
}

// Asha has her seat until January 9, and sells once more on January 20; a deal is nobody's.
TEST_CASE("what is sold without a seat stands under the unassigned, sums and medians alike") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North", make::day("2025-01-01"), make::day("2025-01-10"))},
        make::deals(
            deal_of("Asha").won(10_usd, "2025-01-05"), deal_of("Asha").won(30_usd, "2025-01-20"),
            deal_of("").won(4_usd, "2025-01-06")));
    constexpr auto typical = metric("typical", median(deal::amount).where(won).by(deal::closed));
    const auto lines = [&](const auto& metric, const Window& when) {
        std::string all;
        const Table table = rollup(book).metrics(metric).by(by::team, by::rep).during(when).run();
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto& group = table[row].key().group;
            all += fmt::format("{} {} {}; ", group[0], group[1], text(table[row][metric]));
        }
        return all;
    };
    for (const Window& when : {january, make::days("2025-01-15", "2025-02-01")}) {
        const bool is_all = when == january;
        const std::string before = is_all ? "North Asha 10.00 USD; " : "";
        const std::string nobody = is_all ? "(unassigned) (unassigned) 4.00 USD; " : "";
        const std::string expected = before + "(unassigned) Asha 30.00 USD; " + nobody;
        CHECK(lines(revenue, when) == expected);
        CHECK(lines(typical, when) == expected);
    }
}

// A report reads the sums of many months at once.
TEST_CASE("reps have their own sums beside deals that are nobody's") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")},
        make::deals(
            deal_of("Asha").won(10_usd, "2025-01-05"), deal_of("Asha").won(30_usd, "2025-02-20"),
            deal_of("Ben").won(7_usd, "2025-02-06"), deal_of("").won(4_usd, "2025-01-06")));
    const Table table = rollup(book)
                            .metrics(revenue)
                            .by(by::rep)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-03-01"))
                            .run();
    std::string all;
    const Report report{table};
    for (const ReportRow& row : report)
        all += fmt::format("{} {}; ", row.key().group.at(0), text(row[0].outcome()));
    CHECK(
        all ==
        "Asha 10.00 USD; Asha 30.00 USD; Ben 0.00 USD; Ben 7.00 USD; "
        "(unassigned) 4.00 USD; (unassigned) 0.00 USD; ");
    std::vector<std::optional<double>> doubles{10, 30, 0, 7, 4, 0};
    CHECK(report.doubles(0) == doubles);
}

TEST_CASE("a report of many days needs no limits") {
    const Book book = make::book(make::deals(deal_of().won(10_usd, "2025-01-05")));
    const Table table = rollup(book)
                            .metrics(revenue)
                            .every(Grain::day)
                            .during(make::days("2023-01-01", "2026-01-01"))
                            .run();
    REQUIRE(table.size() == 1096);
    CHECK(text(table[735][revenue]) == "10.00 USD");
}

TEST_CASE("a seat of today has a row, though its rep sold nothing") {
    const Date tenth = make::day("2025-01-10");
    const Book book = make::book(
        std::vector{
            make::seat("Asha", "North", make::day("2025-01-01"), tenth),
            make::seat("Asha", "South", tenth), make::seat("Ben", "North")},
        make::deals(deal_of("Ben").won(5_usd)));
    const auto teams = [&](const char* today) {
        std::string all;
        const Table table = rollup(book)
                                .metrics(revenue)
                                .by(by::team)
                                .during(january)
                                .seated_as_of(make::day(today))
                                .run();
        for (std::size_t row = 0; row < table.size(); ++row)
            all += fmt::format("{} {}; ", table[row].key().group[0], text(table[row][revenue]));
        return all;
    };
    CHECK(teams("2025-01-09") == "North 5.00 USD; ");
    CHECK(teams("2025-01-10") == "North 5.00 USD; South 0.00 USD; ");
}

TEST_CASE("a report by rep shows shares of shared deals as the table does") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")},
        make::deals(
            deal_of("Asha").won(10_usd),
            deal_of("Ben").won(100_usd).shared({{"Asha", 60}, {"Ben", 40}})));
    const Table table = rollup(book).metrics(revenue, deals_won).by(by::rep).during(january).run();
    const Report report{table};
    REQUIRE(report.size() == 2);
    CHECK(text(report[0][0].outcome()) == "70.00 USD");
    CHECK(text(report[0][1].outcome()) == "2");
    CHECK(text(report[1][0].outcome()) == "40.00 USD");
    CHECK(text(report[1][1].outcome()) == "1");
}

TEST_CASE("a report says what is missing where records lack a field that is asked for") {
    const Book book = make::book(make::deals(
        deal_of("Asha").won(10_usd).costing(4_usd), deal_of("Asha").won(90_usd),
        deal_of("Ben").won(5_usd)));
    const Report report{rollup(book).metrics(gross_margin).by(by::rep).during(january).run()};
    CHECK(text(report[0][0].outcome()) == "60.00 %");
    CHECK(report[0][0].coverage().known == 1);
    CHECK(report[0][0].coverage().all == 2);
    CHECK(report[1][0].reason() == Reason::missing_values);
    CHECK(report[1][0].coverage().all == 1);
}

// Asha's deal is of January 11, Ben's of January 21.
TEST_CASE("a report tells the age of what is open at the end of each period") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")},
        make::deals(
            deal_of("Asha").created_on("2025-01-11"), deal_of("Ben").created_on("2025-01-21")));
    constexpr auto open_age =
        metric("open_age", mean(age(deal::created)).active(deal::created, deal::closed));
    constexpr auto typical_age =
        metric("typical_age", median(age(deal::created)).active(deal::created, deal::closed));
    const auto query = [&] {
        return rollup(book)
            .metrics(open_age, typical_age)
            .every(Grain::month)
            .during(make::days("2025-01-01", "2025-03-01"));
    };
    const Report by_rep{query().by(by::rep).run()};
    REQUIRE(by_rep.size() == 4);
    const int days[] = {20, 48, 10, 38};
    for (std::size_t row = 0; row < 4; ++row)
        for (std::size_t column = 0; column < 2; ++column)
            CHECK(by_rep[row][column].outcome()->exact() == Rational{days[row]});
    const Report all{query().run()};
    for (std::size_t column = 0; column < 2; ++column) {
        CHECK(all[0][column].outcome()->exact() == Rational{15});
        CHECK(all[0][column].coverage().all == 2);
    }
}
