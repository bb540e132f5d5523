// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/table.hpp>

#include <string>
#include <string_view>
#include <vector>

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
        "\"change(revenue, previous)\",currency,reasons,marks,coverage,rejected\r\n"
        "EMEA,North,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,USD,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\",,,0\r\n"
        "EMEA,North,2025-Q2,2025-04-01,2025-05-15,false,0.00,,,-1,USD,"
        "win_rate: no_records; attainment(revenue): no_target,,,0\r\n"
        "EMEA,South,2025-Q1,2025-01-01,2025-03-31,true,0.00,,,,USD,"
        "\"win_rate: no_records; attainment(revenue): no_target; "
        "change(revenue, previous): no_prior_period\",,,0\r\n"
        "EMEA,South,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,,USD,"
        "\"attainment(revenue): no_target; change(revenue, previous): zero_base\",,,0\r\n"
        "EMEA,,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,USD,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\",,,0\r\n"
        "EMEA,,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,-0.67598217902,USD,"
        "attainment(revenue): no_target,,,0\r\n"
        ",,2025-Q1,2025-01-01,2025-03-31,true,1234.50,0.5,,,USD,"
        "\"attainment(revenue): no_target; change(revenue, previous): no_prior_period\",,,0\r\n"
        ",,2025-Q2,2025-04-01,2025-05-15,false,400.00,1,,-0.67598217902,USD,"
        "attainment(revenue): no_target,,,0\r\n");
}

TEST_CASE("numbers in CSV are plain decimals") {
    const auto row = [](const Book& book, const auto& metric) {
        const std::string text = to_csv(rollup(book).metrics(metric).run(), {.notes = false});
        const std::size_t number = text.find("false,", text.find("\r\n")) + 6;
        return text.substr(number, text.size() - 2 - number);
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
        to_csv(rollup(book).metrics(deals_won).by(deal::product).run(), {.notes = false}) ==
        "product,period,from,to,complete,deals_won\r\n"
        "\"12\"\" disk\",all,2025-01-20,2025-01-31,false,1\r\n"
        "\"A, B\",all,2025-01-20,2025-01-31,false,1\r\n"
        "\"two\nlines\",all,2025-01-20,2025-01-31,false,1\r\n");
}

TEST_CASE("texts in CSV that a spreadsheet would calculate are guarded, and numbers are not") {
    const auto deal = [](const char* product) {
        return deal_of().won(1_usd).with(&Deal::product, std::string{product});
    };
    const Book book = make::book(deals(
        deal("=1+1"), deal("+1"), deal("-1"), deal("@A1"), deal("\tx"), deal("\rx"), deal("a=b"),
        deal("-1, 2")));
    constexpr auto loss = metric("-won", deals_lost - deals_won);
    const Table table = rollup(book).metrics(loss).by(deal::product).run();
    std::string lines = to_csv(table, {.notes = false});
    CHECK(lines.starts_with("product,period,from,to,complete,'-won\r\n"));
    for (const char* guarded :
         {"\r\n'=1+1,", "\r\n'+1,", "\r\n'-1,", "\r\n'@A1,", "\r\n'\tx,", "\r\n\"'\rx\",",
          "\r\na=b,", "\r\n\"'-1, 2\","})
        CHECK(lines.find(guarded) != std::string::npos);
    CHECK(lines.find(",false,-1\r\n") != std::string::npos);
    lines = to_csv(table, {.notes = false, .guard = false});
    CHECK(lines.find('\'') == std::string::npos);
    CHECK(lines.find("\r\n=1+1,") != std::string::npos);
}

TEST_CASE("a reason in CSV is guarded like any text") {
    constexpr auto rate = metric("=rate", win_rate * 1);
    const Table table = rollup(book(deals(deal_of().worth(1_usd)))).metrics(rate).run();
    CHECK(to_csv(table).find(",USD,'=rate: no_records,,,") != std::string::npos);
}

TEST_CASE("CSV says what values rest on, what marks them, and what was rejected") {
    const auto known = times(7, deal_of().won(100_usd).costing(40_usd));
    const auto twice = deal_of().won().with(&Deal::id, "7");
    const auto undated = deal_of().won().with(&Deal::closed, std::optional<Date>{});
    const Book book = make::book(deals(known, twice.worth(100_usd), twice.worth(100_usd), undated));
    const std::string text = to_csv(rollup(book).metrics(deals_won, gross_margin).run());
    CHECK(
        text ==
        "period,from,to,complete,deals_won,gross_margin,currency,reasons,marks,coverage,"
        "rejected\r\n"
        "all,2025-01-20,2025-01-31,false,8,0.6,USD,,"
        "deals_won: incomplete(1/0),gross_margin: 7/8,1\r\n");
}

TEST_CASE("CSV goes to its sink in pieces") {
    const Table table = rollup(small_report::book())
                            .metrics(revenue, win_rate)
                            .by(region, team)
                            .every(Grain::day)
                            .during(days("2020-01-01", "2025-06-01"))
                            .run();
    std::string whole;
    std::vector<std::size_t> pieces;
    write_csv(Report{table}, [&](std::string_view piece) {
        whole += piece;
        pieces.push_back(piece.size());
    });
    CHECK(whole == to_csv(table));
    REQUIRE(pieces.size() > 3);
    pieces.pop_back();
    for (const std::size_t size : pieces)
        CHECK((size >= 64 * 1024 && size < 66 * 1024));
    CHECK(code_of([&] { write_csv(Report{table}, TextSink{}); }) == ErrorCode::invalid_argument);
    struct Full {};
    CHECK_THROWS_AS(write_csv(Report{table}, [](std::string_view) { throw Full{}; }), Full);
}

TEST_CASE("CSV of the first groups says how many others there are") {
    const Table first = rollup(small_report::book())
                            .metrics(revenue)
                            .by(team)
                            .with_subtotals()
                            .during(small_report::window())
                            .sorted_by(revenue)
                            .top(1)
                            .run();
    CHECK(
        to_csv(first) ==
        "team,period,from,to,complete,revenue,currency,reasons,marks,coverage,rejected,left_out\r\n"
        "North,all,2025-01-01,2025-05-15,true,1234.50,USD,,,,0,1\r\n"
        ",all,2025-01-01,2025-05-15,true,1634.50,USD,,,,0,1\r\n");
    CHECK(
        to_csv(first, {.notes = false}) ==
        "team,period,from,to,complete,revenue\r\n"
        "North,all,2025-01-01,2025-05-15,true,1234.50\r\n"
        ",all,2025-01-01,2025-05-15,true,1634.50\r\n");
}
