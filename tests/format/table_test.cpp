// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/format/table.hpp>

#include <string>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace make;

namespace {

Rollup report() { return rollup(small_report::book()).during(small_report::window()); }

}  // namespace

TEST_CASE("a table of groups and periods as text") {
    const Table table = report()
                            .metrics(revenue, deals_won, win_rate, attainment(revenue))
                            .by(region, team)
                            .with_subtotals()
                            .every(Grain::quarter)
                            .run();
    CHECK("\n" + fmt::format("{}", table) == R"(
2025-01-01 to 2025-05-15, money in USD

                                                          Revenue,
region  team   period     Revenue  Deals won  Win rate  attainment
------  -----  --------  --------  ---------  --------  ----------
EMEA    North  2025-Q1   1,234.50          1   50.00 %          -a
               2025-Q2*      0.00          0        -b          -a
        South  2025-Q1       0.00          0        -b          -a
               2025-Q2*    400.00          1  100.00 %          -a
EMEA total     2025-Q1   1,234.50          1   50.00 %          -a
               2025-Q2*    400.00          1  100.00 %          -a
------  -----  --------  --------  ---------  --------  ----------
Total          2025-Q1   1,234.50          1   50.00 %          -a
               2025-Q2*    400.00          1  100.00 %          -a

*   incomplete: 2025-Q2 (2025-04-01 to 2025-05-15)
-a  no_target: there is no target
-b  no_records: nothing that counts happened
)");
}

TEST_CASE("one row is a list") {
    const Table table = report().metrics(revenue, deals_won, win_rate, sales_cycle_median).run();
    CHECK("\n" + to_text(table) == R"(
2025-01-01 to 2025-05-15, money in USD

Revenue                     1,634.50
Deals won                          2
Win rate                     66.67 %
Sales cycle, median (days)         -

-   missing_values: the records lack the value that is needed
~   Sales cycle, median: rests on 0 of 2 records, the others lack a field it needs
)");
}

TEST_CASE("metrics that do not fit go into a further block") {
    const Table table = report().metrics(revenue, deals_won).by(team).run();
    const std::string wide = fmt::format("{}", table);
    CHECK(wide == fmt::format("{:0}", table));
    CHECK("\n" + fmt::format("{:20}", table) == R"(
2025-01-01 to 2025-05-15, money in USD

team    Revenue
-----  --------
North  1,234.50
South    400.00

team   Deals won
-----  ---------
North          1
South          1
)");
}

TEST_CASE("amounts are in whole units where a column reaches 100,000") {
    const auto text = [](Money amount) {
        const Book book = make::book(deals(deal_of().won(amount), deal_of().won(0.50_usd)));
        return to_text(rollup(book).metrics(revenue).run());
    };
    CHECK(text(99'998_usd).find("Revenue  99,998.50") != std::string::npos);
    CHECK(text(1'999'999_usd).find("Revenue  2,000,000\n") != std::string::npos);
}

TEST_CASE("names take the places that they take on a terminal") {
    const auto deal = [](const char* product) {
        return deal_of().won(1_usd).with(&Deal::product, std::string{product});
    };
    const Book book =
        make::book(deals(deal("Zoë"), deal("東京"), deal("Max\nNew line"), deal("Ab")));
    CHECK("\n" + to_text(rollup(book).metrics(deals_won).by(deal::product).run()) == R"(
2025-01-20 to 2025-01-31*

product       Deals won
------------  ---------
Ab                    1
Max New line          1
Zoë                   1
東京                  1

*   incomplete: 2025-01-20 to 2025-01-20
)");
}

TEST_CASE("a table says what its book left out") {
    const Book book = make::book(deals(times(2, deal_of().won().with(&Deal::id, "7"))));
    const std::string text = to_text(rollup(book).metrics(deals_won).run());
    CHECK(text.find("!   1 of 2 records were rejected and do not count\n") != std::string::npos);
}

TEST_CASE("an explanation as text") {
    const Rollup query = report().by(region, team);
    const Period first = Calendar{}.period(Quarter{2025, 1});
    const std::vector<std::string_view> north{"EMEA", "North"};
    const Explanation rate = query.explain(win_rate, north, first);
    CHECK("\n" + fmt::format("{}", rate) == R"-(
Win rate: 50.00 %
EMEA, North, 2025-Q1 (2025-01-01 to 2025-03-31)

win_rate = count(deals where stage = won by closed) / count(deals where stage = won or stage = lost by closed)
         = 1 / 2
         = 50.00 %

count(deals where stage = won by closed) = 1
  2025-01-01 to 2025-03-31, 1 record: 2-1

count(deals where stage = won or stage = lost by closed) = 2
  2025-01-01 to 2025-03-31, 2 records: 2-1, 2-2
)-");
    CHECK(fmt::format("{:1}", rate).find("2 records: 2-1 and 1 more\n") != std::string::npos);

    const Explanation target = query.explain(target_of(revenue), north, first);
    CHECK(
        to_text(target).starts_with("Revenue, target: no value, no_target: there is no target\n"));
}

TEST_CASE("findings and keys are lines") {
    const Finding in_file{"deals", "deals.csv", 7, "D7", "amount", "abc", "is no number", false};
    CHECK(fmt::format("{}", in_file) == "deals.csv:7: amount 'abc': is no number");
    const Finding in_memory{"deals", "", 2, "", "id", "", "is missing", true};
    CHECK(fmt::format("{:>30}", in_memory) == "    deals:2: id '': is missing");
    CHECK(
        fmt::format("{}", Finding{"deals", "x\n.csv", 0, "", "", "", "cannot be read", true})
            .find('\n') == std::string::npos);

    const Table table = report().metrics(revenue).by(region, team).with_subtotals().run();
    CHECK(fmt::format("{}", table.at({"EMEA", "North"}).key()) == "EMEA, North, all");
    CHECK(fmt::format("{}", table.at({}).key()) == "all");
}

TEST_CASE("text is the same of a report that is kept, and of one that is not") {
    const Table table = report()
                            .metrics(revenue, deals_won, win_rate, attainment(revenue))
                            .by(region, team)
                            .with_subtotals()
                            .every(Grain::week)
                            .run();
    for (const bool keep : {true, false})
        for (const std::size_t width : {std::size_t{0}, std::size_t{30}, std::size_t{120}}) {
            std::string text;
            write_text(
                Report{table, {.keep = keep}}, [&](std::string_view piece) { text += piece; },
                {width});
            CHECK(text == to_text(table, {width}));
        }
}

TEST_CASE("the total of a long name takes the room of the columns beside it, and more if need be") {
    const Book book = make::book(
        std::vector{seat("Al", "Northern Ireland"), seat("Bo", "Wales")},
        deals(deal_of("Al").won(1_usd), deal_of("Bo").won(2_usd)));
    CHECK(
        "\n" + to_text(rollup(book)
                           .metrics(deals_won)
                           .by(team, rep)
                           .with_subtotals()
                           .during(days("2025-01-01", "2025-02-01"))
                           .run()) ==
        R"(
2025-01-01 to 2025-01-31

team              rep   Deals won
----------------  ----  ---------
Northern Ireland  Al            1
Northern Ireland total          1

Wales             Bo            1
Wales total                     1
----------------  ----  ---------
Total                           2
)");
}

TEST_CASE("a text of the first groups says that totals are of all") {
    const auto first = [](const Rollup& query) {
        return "\n" + to_text(Rollup{query}.metrics(revenue).with_subtotals().top(1).run());
    };
    CHECK(first(report().by(team).sorted_by(revenue)) == R"(
2025-01-01 to 2025-05-15, money in USD

team    Revenue
-----  --------
North  1,234.50
-----  --------
Total  1,634.50

+   1 of 2 groups: the first 1 by Revenue, descending; totals are those of all
)");
    CHECK(first(report().by(region, team).sorted_by(revenue, SortOrder::ascending)).find(R"(
+   1 of 2 groups: the first 1 of each by Revenue, ascending; totals are those of all
)") != std::string::npos);
    // Where none is left out there is nothing to say.
    const Table all = report().metrics(revenue).by(team).sorted_by(revenue).top(2).run();
    CHECK(to_text(all).find('+') == std::string::npos);
}

TEST_CASE("a text of the first groups says on how many records their total rests") {
    const Book book = make::book(deals(
        deal_of("Asha").won(9_usd), deal_of("Ben").won(5_usd),
        deal_of("Ben").won().with(&Deal::amount, std::optional<Money>{})));
    const Rollup query = Rollup{rollup(book).metrics(revenue).by(rep).sorted_by(revenue).top(1)};
    const std::string line = "~   Revenue: rests on 2 of 3 records";
    CHECK(to_text(Rollup{query}.with_subtotals().run()).find(line) != std::string::npos);
    CHECK(to_text(query.run()).find('~') == std::string::npos);
}
