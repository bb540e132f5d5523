// SPDX-License-Identifier: MIT
// Sense checks of what only the files tell.
#include "catch.hpp"
#include "support/checked_files.hpp"

#include <string>

using namespace checked;

TEST_CASE("sense checks name columns that nothing reads, and those named like a dimension") {
    const auto checks = Files{}
                            .with(
                                "deals.csv",
                                "id,rep,stage,closed,amount,region,Team,memo\n"
                                "1,Ann,won,2025-01-10,5,EMEA,North,x\n")
                            .with("leads.csv", "id,created,region\n1,2025-01-10,EMEA\n")
                            .with("assignments.csv", "rep,team,region,memo\nAnn,North,EMEA,\n")
                            .checks();
    const auto region = find(checks, DataCheckKind::dropped_column, "region");
    REQUIRE(region.has_value());
    CHECK(region->is_suspicious);
    CHECK(contains(region->note, "results are cut by region"));
    CHECK(find(checks, DataCheckKind::dropped_column, "Team")->is_suspicious);
    CHECK(find(checks, DataCheckKind::dropped_column, "region", "leads").has_value());
    CHECK_FALSE(find(checks, DataCheckKind::unread_column, "memo")->is_suspicious);
    CHECK(find(checks, DataCheckKind::unread_column, "memo", "assignments").has_value());
    CHECK_FALSE(find(checks, DataCheckKind::dropped_column, "region", "assignments").has_value());
    CHECK(suspicious(checks) == 3);
}

TEST_CASE("sense checks know a dimension by the last word of a header") {
    const auto checks = Files{}
                            .with(
                                "deals.csv",
                                "id,rep,stage,closed,Sales Region,OwnerTeam,Lead-Source,Regional,"
                                "region id,teams\n1,Ann,won,2025-01-10,a,b,c,d,e,f\n")
                            .checks();
    for (const char* column : {"Sales Region", "OwnerTeam", "Lead-Source"}) {
        CAPTURE(column);
        CHECK(find(checks, DataCheckKind::dropped_column, column).has_value());
    }
    for (const char* column : {"Regional", "region id", "teams"}) {
        CAPTURE(column);
        CHECK(find(checks, DataCheckKind::unread_column, column).has_value());
    }
}

TEST_CASE("sense checks count look-ups in vain") {
    const auto checks =
        Files{}
            .with("prices.csv", "sku,price\nA,10\n")
            .with(
                "deals.csv",
                "id,rep,stage,closed,sku\n1,Ann,won,2025-01-10,A\n2,Ann,won,2025-01-10,B\n"
                "3,Ann,won,2025-01-10,C\n")
            .checks(R"({"tables": {"deals": {"file": "deals.csv", "fields": {"amount": {"lookup":
                {"file": "prices.csv", "by": "sku", "key": "sku", "value": "price"}}}}}})");
    const auto found = find(checks, DataCheckKind::not_looked_up, "amount");
    REQUIRE(found.has_value());
    CHECK(found->count == 2);
    CHECK(found->is_suspicious);
    CHECK(contains(found->note, "'B' is not in prices.csv"));
    CHECK_FALSE(find(checks, DataCheckKind::doubtful, "amount, invalid").has_value());
}

TEST_CASE("sense checks count no look-up that found something, or had no key") {
    const std::string mapping = R"({"tables": {"deals": {"file": "deals.csv", "fields": {
        "segment": {"columns": ["segment"], "lookup": {"file": "firms.csv", "by": "firm",
            "key": "firm", "value": "segment"}}}}}})";
    const std::string head = "id,rep,stage,closed,firm,segment\n";
    const auto misses = [&](const std::string& lines) {
        const auto checks = Files{}
                                .with("firms.csv", "firm,segment\nAcme,large\nBolt,\n")
                                .with("deals.csv", head + lines)
                                .checks(mapping);
        const auto found = find(checks, DataCheckKind::not_looked_up, "segment");
        return found ? found->count : 0;
    };
    CHECK(misses("1,Ann,won,2025-01-10,Acme,\n") == 0);
    CHECK(misses("1,Ann,won,2025-01-10,Bolt,\n") == 0);  // known, and left open there
    CHECK(misses("1,Ann,won,2025-01-10,,\n") == 0);
    CHECK(misses("1,Ann,won,2025-01-10,Cord,small\n") == 0);  // not asked
    CHECK(misses("1,Ann,won,2025-01-10,Cord,\n2,Ann,won,2025-01-10,acme,\n") == 2);
}

TEST_CASE("sense checks find days that are written in two orders") {
    const std::string mapping_of = R"({"tables": {"deals": {"file": "deals.csv", "date_formats": )";
    SECTION("of which the mapping knows one") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "01/13/2025", "1") + deal(2, "02/03/2025", "1") +
                                    "3,Ann,won,02/03/2025,13/02/2025,1,USD\n"
                                    "4,Ann,won,02/03/2025,31/12/2025,1,USD\n"
                                    "5,Ann,won,02/03/2025,99/99/2025,1,USD\n")
                                .checks(mapping_of + R"(["%m/%d/%Y"]}}})");
        const auto found = find(checks, DataCheckKind::two_orders, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 2);
        CHECK(found->is_suspicious);
        CHECK(contains(found->note, "'13/02/2025'"));
        CHECK(contains(found->note, "%m/%d/%Y"));
        CHECK_FALSE(find(checks, DataCheckKind::two_orders, "created").has_value());
    }
    SECTION("of which the mapping knows both") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "01/13/2025", "1") + deal(2, "02/03/2025", "1") +
                                    "3,Ann,won,02/02/2025,13/02/2025,1,USD\n")
                                .checks(mapping_of + R"(["%m/%d/%Y", "%d/%m/%Y"]}}})");
        const auto found = find(checks, DataCheckKind::two_orders, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 2);  // the one in the other order, and the one that may be either
        CHECK(found->all == 3);
        CHECK(
            found->note ==
            "deals.csv: 1 in the first order of %m/%d/%Y, %d/%m/%Y, 1 in the other, and 1 that may "
            "be either");
        CHECK_FALSE(find(checks, DataCheckKind::two_orders, "created").has_value());
    }
    SECTION("but not where forms differ in more than that") {
        const auto checks = Files{}
                                .deals(deal(1, "2025-01-13", "1") + deal(2, "13.01.2025", "1"))
                                .checks(mapping_of + R"(["%Y-%m-%d", "%d.%m.%Y"]}}})");
        CHECK_FALSE(find(checks, DataCheckKind::two_orders, "closed").has_value());
    }
}

TEST_CASE("sense checks find ids that stand in two files") {
    const std::string two = R"({"tables": {"deals": [{"file": "a.csv"}, {"file": "b.csv"}]}})";
    const std::string first = std::string{header} + deal(1, "2025-01-10", "1") +
                              deal(2, "2025-01-10", "1") + deal(3, "2025-01-10", "1");
    SECTION("equal copies, which count once") {
        const auto checks = Files{}
                                .with("a.csv", first)
                                .with(
                                    "b.csv", std::string{header} + deal(2, "2025-01-10", "1") +
                                                 deal(4, "2025-01-10", "1"))
                                .checks(two);
        const auto found = find(checks, DataCheckKind::ids_in_two_files, "id");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(found->all == 3);
        CHECK(found->is_suspicious);
        CHECK(found->note == "a.csv and b.csv, as 2");
    }
    SECTION("none") {
        const auto checks = Files{}
                                .with("a.csv", first)
                                .with("b.csv", std::string{header} + deal(4, "2025-01-10", "1"))
                                .checks(two);
        CHECK_FALSE(find(checks, DataCheckKind::ids_in_two_files, "id").has_value());
    }
    SECTION("versions, which say which of them counts") {
        const auto checks =
            Files{}
                .with("a.csv", "id,rep,stage,closed,known\n1,Ann,won,2025-01-10,2025-01-11\n")
                .with("b.csv", "id,rep,stage,closed,known\n1,Ben,won,2025-01-10,2025-01-12\n")
                .checks(two);
        const auto found = find(checks, DataCheckKind::ids_in_two_files, "id");
        REQUIRE(found.has_value());
        CHECK_FALSE(found->is_suspicious);
    }
}

TEST_CASE("sense checks name columns that no table reads, where a file is read for several") {
    const auto checks = Files{}
                            .with(
                                "deals.csv",
                                "id,rep,stage,closed,amount,Note,Pipeline Stage,entered Demo\n"
                                "1,Ann,won,2025-01-02,100,x,Won,2025-01-01\n")
                            .checks(R"({"tables": {
        "deals": {},
        "stage_changes": {
            "file": "deals.csv",
            "unpivot": {"columns": "entered *", "name": "Step", "value": "Entered"},
            "fields": {"deal": "id", "stage": {"constant": "open"}, "pipeline_stage": "Step",
                       "date": "Entered", "amount": null}}}})");
    std::string unread;
    for (const DataCheck& check : checks)
        if (check.kind == DataCheckKind::unread_column ||
            check.kind == DataCheckKind::dropped_column)
            unread += check.table + "." + check.of + " ";
    CHECK(unread == "deals.Note ");
}
