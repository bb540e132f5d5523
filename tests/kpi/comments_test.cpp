// SPDX-License-Identifier: MIT
// The comment of each KPI has the same parts, in the same order.
#include "comments.hpp"

#include "catch.hpp"

#include <saleskpi/kpi/catalogue.hpp>

#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace saleskpi;
using kpi_test::Commented;
using kpi_test::read_header;

namespace {

std::map<std::string, std::vector<Definition>> families() {
    std::map<std::string, std::vector<Definition>> all;
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries())
        all[entry.family].push_back(entry.definition);
    return all;
}

/// The first word of the part "Unit".
std::string stated_unit(const Commented& kpi) {
    std::istringstream words{kpi_test::part_of(kpi, "Unit")};
    std::string first;
    words >> first;
    while (!first.empty() && first.back() == ',')
        first.pop_back();
    return first;
}

}  // namespace

TEST_CASE("each definition of a family's header is in the catalogue, in the same order") {
    for (const auto& [family, definitions] : families()) {
        INFO(family);
        const auto commented = read_header(family);
        REQUIRE(commented.size() == definitions.size());
        for (std::size_t i = 0; i < definitions.size(); ++i)
            CHECK(commented[i].id == definitions[i].id());
    }
}

TEST_CASE("the catalogue tells the rivals that the comments name") {
    const Catalogue catalogue;
    std::map<std::string, std::string> rivals;
    for (const auto& [family, definitions] : families())
        for (const Commented& kpi : read_header(family))
            rivals[kpi.id] = kpi_test::part_of(kpi, "Rivals");
    for (const CatalogueEntry& entry : catalogue.entries()) {
        INFO(entry.definition.id());
        const std::string& said = rivals[std::string{entry.definition.id()}];
        CHECK(entry.rivals == (said == "none" ? "" : said));
    }
}

TEST_CASE("each KPI says what it is in the same parts") {
    for (const auto& [family, definitions] : families())
        for (const Commented& kpi : read_header(family)) {
            INFO(kpi.id);
            const auto& parts = kpi_test::comment_parts;
            REQUIRE(kpi.comment.size() == 1 + parts.size());
            for (std::size_t i = 0; i < parts.size(); ++i) {
                INFO(kpi.comment[i + 1]);
                CHECK(kpi.comment[i + 1].rfind(parts[i], 0) == 0);
                CHECK(kpi.comment[i + 1].size() > parts[i].size());
            }
        }
}

TEST_CASE("the first line is the title, and the stated unit is the unit") {
    for (const auto& [family, definitions] : families()) {
        const auto commented = read_header(family);
        for (std::size_t i = 0; i < definitions.size(); ++i) {
            INFO(commented[i].id);
            const std::string unit{name(definitions[i].unit())};
            CHECK(unit.rfind(stated_unit(commented[i]), 0) == 0);
            // More may follow in brackets: other names of the same number.
            const std::string title{definitions[i].title()};
            CHECK(commented[i].comment[0].rfind(title.substr(0, title.find(' ')), 0) == 0);
        }
    }
}
