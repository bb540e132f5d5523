// SPDX-License-Identifier: MIT
// Fields that the mapping of a folder adds, from the command line.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Three deals won: 900 and 1500 in the north, of the lists 1000 and 1500, and 400 of 500 in the south.
struct Shop : program::Folder {
    Shop() {
        write(
            "deals.csv",
            "id,rep,stage,closed,amount,territory,score,list_price\n"
            "1,Ann,won,2025-01-10,900,North,8.5,1000\n"
            "2,Ben,won,2025-02-20,400,South,4,500\n"
            "3,Ann,won,2025-03-05,1500,North,high,1500\n");
        write("mapping.json", R"({"tables": {"deals": {"fields": {
            "territory": {"type": "text"},
            "score": {"type": "number"},
            "list_price": {"type": "money"}}}}})");
        write("ours.txt", R"json([{"id": "realised", "formula":
            "sum(deals.amount by closed) / sum(deals.list_price by closed)"}])json");
    }
    program::Run report(const std::string& arguments) const {
        return run(path() + " " + arguments);
    }
    std::string rows(const std::string& arguments) const {
        const program::Run result = report(arguments + " --format csv --notes off");
        INFO(result.err);
        CHECK(result.status == 0);
        return result.out;
    }
};

}  // namespace

TEST_CASE("a report is cut by a field that the mapping adds, and restricted to its values") {
    const Shop shop;
    const std::string by_territory = shop.rows("--metrics revenue --by territory");
    INFO(by_territory);
    CHECK(contains(by_territory, "North,"));
    CHECK(contains(by_territory, ",2400.00"));
    CHECK(contains(by_territory, ",400.00"));
    CHECK(contains(shop.rows("--metrics revenue --where 'deals.score > 5'"), ",900.00"));
    CHECK(contains(shop.rows("--metrics revenue --where 'territory = South'"), ",400.00"));
    const program::Run misspelt = shop.report("--metrics revenue --where 'deals.scor > 5'");
    CHECK(misspelt.status == 2);
    CHECK(contains(misspelt.err, "deals have no field 'scor'; did you mean score?"));
    CHECK(contains(
        shop.report("--metrics revenue").err, "deals.csv:4: score 'high': is not a number"));
}

TEST_CASE("definitions of a file and of the command line name fields that the mapping adds") {
    const Shop shop;
    const std::string ours = "--definitions " + shop.path("ours.txt");
    CHECK(contains(shop.rows(ours + " --metrics realised --by territory"), "0.96"));
    CHECK(contains(
        shop.rows("--metrics 'sum(deals.list_price where stage = won by closed)'"), "3000.00"));
    const program::Run listed = run("--list " + ours + " " + shop.path());
    CHECK(listed.status == 0);
    CHECK(contains(listed.out, "realised"));
    CHECK(contains(run("--list " + ours).err, "deals have no field 'list_price'"));
    const program::Run elsewhere =
        run("--list " + ours + " --mapping " + shop.path("mapping.json"));
    CHECK(elsewhere.status == 0);
}

TEST_CASE("the mapping that a preset writes is edited to have fields of one's own") {
    const program::Folder folder;
    folder.write(
        "deals.csv",
        "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency,Deal - Status,"
        "Deal - Won time,Deal - Region code\n"
        "1,One,Ann,900,USD,won,2025-01-10 10:00:00,N\n"
        "2,Two,Ben,400,USD,won,2025-01-11 10:00:00,S\n");
    const program::Run printed = run(folder.path() + " --preset pipedrive --print-mapping");
    INFO(printed.err);
    REQUIRE(printed.status == 0);
    std::string mapping = printed.out;
    const std::size_t fields = mapping.find("\"fields\": {");
    REQUIRE(fields != std::string::npos);
    mapping.insert(
        fields + std::string_view{"\"fields\": {"}.size(),
        R"("region_code": {"type": "text", "columns": "Deal - Region code"},)");
    folder.write("mapping.json", mapping);
    const program::Run report =
        run(folder.path() + " --metrics revenue --by region_code --format csv --notes off");
    INFO(report.err);
    CHECK(report.status == 0);
    CHECK(contains(report.out, "N,"));
    CHECK(contains(report.out, "900.00"));
}
