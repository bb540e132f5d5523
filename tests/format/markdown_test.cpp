// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"

#include <saleskpi/format/markdown.hpp>
#include <saleskpi/format/table.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace make;

namespace {

Rollup report() { return rollup(small_report::book()).during(small_report::window()); }

}  // namespace

TEST_CASE("a table of groups and periods as Markdown") {
    const Table table = report()
                            .metrics(revenue, win_rate, attainment(revenue))
                            .by(region, team)
                            .with_subtotals()
                            .every(Grain::quarter)
                            .run();
    CHECK("\n" + to_markdown(table) == R"(
2025-01-01 to 2025-05-15, money in USD

| region | team | period | Revenue | Win rate | Revenue, attainment |
| --- | --- | --- | ---: | ---: | ---: |
| EMEA | North | 2025-Q1 | 1,234.50 | 50.00 % | -a |
| EMEA | North | 2025-Q2\* | 0.00 | -b | -a |
| EMEA | South | 2025-Q1 | 0.00 | -b | -a |
| EMEA | South | 2025-Q2\* | 400.00 | 100.00 % | -a |
| EMEA total |  | 2025-Q1 | 1,234.50 | 50.00 % | -a |
| EMEA total |  | 2025-Q2\* | 400.00 | 100.00 % | -a |
| Total |  | 2025-Q1 | 1,234.50 | 50.00 % | -a |
| Total |  | 2025-Q2\* | 400.00 | 100.00 % | -a |

- \* incomplete: 2025-Q2 (2025-04-01 to 2025-05-15)
- \-a no\_target: there is no target
- \-b no\_records: nothing that counts happened
)");
}

TEST_CASE("one row is a list in Markdown too") {
    const Table table = report().metrics(revenue, deals_won, sales_cycle_median).run();
    CHECK("\n" + to_markdown(table) == R"(
2025-01-01 to 2025-05-15, money in USD

| KPI | Value |
| --- | ---: |
| Revenue | 1,634.50 |
| Deals won | 2 |
| Sales cycle, median (days) | - |

- \- missing\_values: the records lack the value that is needed
- \~ Sales cycle, median: rests on 0 of 2 records, the others lack a field it needs
)");
    CHECK("\n" + to_markdown(table, {.notes = false}) == R"(
| KPI | Value |
| --- | ---: |
| Revenue | 1,634.50 |
| Deals won | 2 |
| Sales cycle, median (days) | - |
)");
}

TEST_CASE("Markdown of a table without rows, and of what was rejected") {
    const Book book = make::book(deals(times(2, deal_of().won().with(&Deal::id, "7"))));
    const Table none =
        rollup(book).metrics(deals_won).by(team).during(days("2025-01-01", "2025-01-01")).run();
    CHECK("\n" + to_markdown(none) == R"(
no days

| team | Deals won |
| --- | ---: |

- \! 1 of 2 records were rejected and do not count
)");
}

TEST_CASE("nothing in a name is obeyed as Markdown or HTML") {
    const auto deal = [](std::string_view product) {
        return deal_of().won(1_usd).with(&Deal::product, std::string{product});
    };
    const Book book = make::book(deals(
        deal("a|b"), deal("c\\|d"), deal("e\nf\r\ng"), deal("h<b>&amp;"), deal("`i`"),
        deal("*j* _k_ ~~l~~ [m](n) $o$"), deal("\x1b[2J\u202e"), deal("http://p.example"),
        deal("q: www.q.example, w.w")));
    CHECK(
        "\n" + to_markdown(rollup(book).metrics(deals_won).by(deal::product).run(), {false}) ==
        R"(
| product | Deals won |
| --- | ---: |
| )"
        "\uFFFD\\[2J\uFFFD"
        R"( | 1 |
| \*j\* \_k\_ \~\~l\~\~ \[m\](n) \$o\$ | 1 |
| \`i\` | 1 |
| a\|b | 1 |
| c\\\|d | 1 |
| e f  g | 1 |
| h&lt;b>&amp;amp; | 1 |
| http\://p.example | 1 |
| q: www\.q.example, w.w | 1 |
)");
}

TEST_CASE("Markdown of the first groups says that totals are of all") {
    const Table first =
        report().metrics(revenue).by(team).with_subtotals().sorted_by(revenue).top(1).run();
    CHECK("\n" + to_markdown(first) == R"(
2025-01-01 to 2025-05-15, money in USD

| team | Revenue |
| --- | ---: |
| North | 1,234.50 |
| Total | 1,634.50 |

- \+ 1 of 2 groups: the first 1 by Revenue, descending; totals are those of all
)");
}
