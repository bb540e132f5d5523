// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/book/finding_group.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

Finding finding(std::string field, std::size_t line, std::string reason, bool rejected = true) {
    Finding made;
    made.table = "deals";
    made.file = "deals.csv";
    made.line = line;
    made.field = std::move(field);
    made.reason = std::move(reason);
    made.rejected = rejected;
    return made;
}

std::vector<std::size_t> lines(const FindingGroup& group) {
    std::vector<std::size_t> numbers;
    for (const Finding& example : group.examples)
        numbers.push_back(example.line);
    return numbers;
}

}  // namespace

TEST_CASE("findings are grouped by table, field, kind, and whether the record counts") {
    std::vector<Finding> findings{
        finding("stage", 2, "is not one of open, won, lost"),
        finding("amount", 3, "is not a number"),
        finding("amount", 4, "is not a number"),
        finding("amount", 5, "is not a number"),
        finding("amount", 6, "is not a number"),
        finding("amount", 7, "has too many digits"),
        finding("amount", 8, "is not a number", false)};
    const std::vector<FindingGroup> groups = grouped(findings);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].field == "amount");
    CHECK(groups[0].rejected);
    CHECK(groups[0].count == 5);
    CHECK(lines(groups[0]) == std::vector<std::size_t>{3, 7, 4});  // of each reason first
    CHECK_FALSE(groups[1].rejected);
    CHECK(groups[1].count == 1);
    CHECK(groups[2].field == "stage");

    std::reverse(findings.begin(), findings.end());
    const std::vector<FindingGroup> again = grouped(findings);
    REQUIRE(again.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(again[i].field == groups[i].field);
        CHECK(again[i].count == groups[i].count);
    }
    CHECK(grouped({}).empty());
    CHECK(grouped(findings, 0)[0].examples.empty());
    CHECK(lines(grouped(findings, 1)[0]).size() == 1);
}
