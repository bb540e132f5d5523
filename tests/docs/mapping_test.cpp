// SPDX-License-Identifier: MIT
// The page on mappings: each file in it is read by the mapping below it.
#include "catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/revenue.hpp>

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
