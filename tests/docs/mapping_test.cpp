// SPDX-License-Identifier: MIT
// The page on mappings: each file in it is read by the mapping below it.
#include "catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

struct Block {
    std::string language;
    std::string text;
};

/// The blocks between two headings.
std::vector<Block> blocks_of_section(const std::string& heading) {
    std::ifstream file{SALESKPI_SOURCE_DIR "/docs/mapping.md"};
    std::vector<Block> blocks;
    bool is_inside = false;
    bool is_block = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("## ") && !is_block) is_inside = line == heading;
        if (!is_inside) continue;
        if (line.starts_with("```")) {
            is_block = !is_block;
            if (is_block) blocks.push_back({line.substr(3), {}});
        } else if (is_block) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

}  // namespace

TEST_CASE("each file of the page's section on bytes, lines and headers is read by its mapping") {
    const std::vector<Block> blocks = blocks_of_section("## Bytes, lines and headers");
    REQUIRE(blocks.size() == 8);
    for (std::size_t i = 0; i < blocks.size(); i += 2) {
        const std::string& file = blocks[i].text;
        INFO(file);
        CHECK(blocks[i].language.empty());
        CHECK(blocks[i + 1].language == "json");
        const Loaded all = loaded(
            {{file.starts_with("{") ? "deals.json" : "deals.csv", file}}, blocks[i + 1].text);
        CHECK(all.book.report().findings.empty());
        CHECK(all.reports.at(0).ignored_columns.size() <= 1);
        CHECK(make::text(rollup(all.book).metrics(revenue).run()[0][revenue]) == "150.00 USD");
    }
}

TEST_CASE("the page's chain of look-ups finds the prices of the days") {
    const std::vector<Block> blocks = blocks_of_section("## Look-ups");
    REQUIRE(blocks.size() == 3);
    const Loaded all = loaded(
        {{"deals.csv", blocks[0].text},
         {"preise.csv", blocks[1].text},
         {"items.csv", "item,list\nA1,L1\n"}},
        blocks[2].text);
    CHECK(all.book.report().findings.empty());
    const Table table = rollup(all.book)
                            .metrics(revenue)
                            .every(Grain::day)
                            .during(make::day("2025-01-02"), make::day("2025-01-04"))
                            .run();
    CHECK(make::text(table[0][revenue]) == "1250.50 USD");
    CHECK(make::text(table[1][revenue]) == "1300.00 USD");
}

TEST_CASE("the page's rows of several records are read by their mappings") {
    const std::vector<Block> blocks = blocks_of_section("## Several records in a row");
    REQUIRE(blocks.size() == 4);
    const Loaded sheet = loaded({{"targets.csv", blocks[0].text}}, blocks[1].text);
    CHECK(sheet.book.report().findings.empty());
    CHECK(sheet.book.records("targets") == 5);

    const Table goals = rollup(sheet.book)
                            .metrics(revenue_target)
                            .every(Grain::month)
                            .during(make::day("2025-01-01"), make::day("2025-04-01"))
                            .run();
    CHECK(make::text(goals[0][revenue_target]) == "150.00 USD");
    CHECK(make::text(goals[1][revenue_target]) == "110.00 USD");
    CHECK(make::text(goals[2][revenue_target]) == "180.00 USD");
    const Loaded deals = loaded({{"deals.csv", blocks[2].text}}, blocks[3].text);
    CHECK(deals.book.report().findings.empty());
    CHECK(deals.book.records("deals") == 2);
    CHECK(deals.book.records("stage_changes") == 3);
}

TEST_CASE("the page's terms of subscriptions end them") {
    const std::vector<Block> blocks = blocks_of_section("## Ends by a length");
    REQUIRE(blocks.size() == 2);
    const Loaded all = loaded({{"subscriptions.csv", blocks[0].text}}, blocks[1].text);
    CHECK(all.book.report().findings.empty());
    const Table table = rollup(all.book)
                            .metrics(mrr)
                            .every(Grain::month)
                            .during(make::day("2025-12-01"), make::day("2026-03-01"))
                            .run();
    // Of S1 the last day is January 14, 2026.
    CHECK(make::text(table[0][mrr]) == "300.00 USD");
    CHECK(make::text(table[1][mrr]) == "200.00 USD");
}
