// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/csv/table.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace make;

TEST_CASE("a table as CSV") {
    const Table table =
        rollup(small_report::book())
            .metrics(revenue, win_rate, attainment(revenue), change(revenue, previous))
            .by(region, team)
            .with_subtotals()
            .during(small_report::window())
            .every(Grain::quarter)
            .run();
    CHECK(
        to_csv(table) ==
        "region,team,period,from,to,complete,revenue,win_rate,attainment(revenue),"
        "\"change(revenue, previous)\",undefined\r\n"
        "EMEA,North,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\"\r\n"
        "EMEA,North,2025-Q2,2025-04-01,2025-05-15,false,0.00,,,-1,"
        "win_rate: no_records; attainment(revenue): no_target\r\n"
        "EMEA,South,2025-Q1,2025-01-01,2025-03-31,true,0.00,,,,"
        "\"win_rate: no_records; attainment(revenue): no_target; "
        "change(revenue, previous): no_prior_period\"\r\n"
        "EMEA,South,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,,"
        "\"attainment(revenue): no_target; change(revenue, previous): zero_base\"\r\n"
        "EMEA,,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\"\r\n"
        "EMEA,,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,-0.67598217902,"
        "attainment(revenue): no_target\r\n"
        ",,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\"\r\n"
        ",,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,-0.67598217902,"
        "attainment(revenue): no_target\r\n");
}

TEST_CASE("numbers in CSV are plain decimals") {
    const auto row = [](const Book& book, const auto& metric) {
        const std::string text = to_csv(rollup(book).metrics(metric).run());
        const std::size_t line = text.find("\r\n") + 2;
        return text.substr(
            text.find("false,", line) + 6,
            text.find(",\r\n", line) - text.find("false,", line) - 6);
    };
    CHECK(row(book(deals(deal_of().won(1'234'567_usd))), revenue) == "1234567.00");
    CHECK(
        row(book(deals(deal_of().won(1_usd), deal_of().won(1_usd), deal_of().won(0_usd))),
            average_deal_size) == "0.666666666667");
    CHECK(
        row(book(deals(deal_of().won(), times(2, deal_of().lost()))), win_rate) ==
        "0.333333333333");
    CHECK(row(book(deals(times(10, deal_of().won()))), deals_won) == "10");
    CHECK(row(book_in(jpy, deals(deal_of().won(Money{1234, jpy}))), revenue) == "1234");
}

TEST_CASE("names in CSV are quoted where they must be") {
    const auto deal = [](const char* product) {
        return deal_of().won(1_usd).with(&Deal::product, std::string{product});
    };
    const Book book = make::book(deals(deal("A, B"), deal("12\" disk"), deal("two\nlines")));
    CHECK(
        to_csv(rollup(book).metrics(deals_won).by(deal::product).run()) ==
        "product,period,from,to,complete,deals_won,undefined\r\n"
        "\"12\"\" disk\",all,2025-01-20,2025-01-31,false,1,\r\n"
        "\"A, B\",all,2025-01-20,2025-01-31,false,1,\r\n"
        "\"two\nlines\",all,2025-01-20,2025-01-31,false,1,\r\n");
}
