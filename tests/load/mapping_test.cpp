// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/record/deal.hpp>

#include <string>
#include <vector>

using namespace saleskpi;

namespace {

/// Reads deals through a mapping of some fields.
Records<Deal> deals(const std::string& text, const TableMapping& mapping) {
    ReadOptions options{.currency = usd};
    options.mapping = mapping;
    return parse_csv<Deal>(text, options);
}

TableMapping with(const std::string& field, FieldMapping source) {
    TableMapping mapping;
    mapping.fields.emplace(field, std::move(source));
    return mapping;
}

}  // namespace

TEST_CASE("the first column that is not empty wins") {
    const auto read = deals(
        "id,stage,net,gross\n1,open,5,7\n2,open,,7\n3,open, ,\n",
        with("amount", {.columns = {"net", "gross"}}));
    REQUIRE(read.records.size() == 3);
    CHECK(read.records[0].amount == Money{500, usd});
    CHECK(read.records[1].amount == Money{700, usd});
    CHECK_FALSE(read.records[2].amount);
}

TEST_CASE("a constant fills what all columns leave open") {
    const auto read = deals(
        "id,stage,source\n1,open,web\n2,open,\n",
        with("source", {.columns = {"source"}, .constant = "unknown"}));
    CHECK(read.records[0].source == "web");
    CHECK(read.records[1].source == "unknown");
    const auto fixed = deals("id\n1\n", with("stage", {.constant = "won"}));
    CHECK(fixed.records.at(0).stage == Stage::won);
}

TEST_CASE("values are translated, others stay as they are") {
    const auto read = deals(
        "id,Status\n1,Gewonnen\n2,won\n3,Offen\n4,gewonnen\n5,\n",
        with(
            "stage", {.columns = {"Status"},
                      .translate = {{"Gewonnen", "won"}, {"Offen", "open"}, {"", "lost"}}}));
    REQUIRE(read.records.size() == 4);
    CHECK(read.records[0].stage == Stage::won);
    CHECK(read.records[1].stage == Stage::won);
    CHECK(read.records[2].stage == Stage::open);
    CHECK(read.records[3].stage == Stage::lost);
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].value == "gewonnen");
}

TEST_CASE("one column may feed several fields, and a field may be left out") {
    TableMapping mapping = with("created", {.columns = {"day"}});
    mapping.fields["opened"].columns = {"day"};
    mapping.fields["source"] = {};
    const auto read = deals("id,stage,day,source\n1,open,2025-01-02,web\n", mapping);
    CHECK(read.records.at(0).created == make_date(2025, 1, 2));
    CHECK(read.records.at(0).opened == make_date(2025, 1, 2));
    CHECK(read.records.at(0).source.empty());
    CHECK(read.report.ignored_columns == std::vector<std::string>{"source"});
}

TEST_CASE("a lookup finds values in a second file by a translated key") {
    const TempDir dir;
    dir.file("products.csv", "product,price\nGTX Pro,4821\nMG,55\nFree,\n");
    const auto path = dir.file(
        "deals.csv",
        "id,stage,product,value\n1,open,GTXPro,\n2,won,MG,50\n3,open,Nothing,\n4,open,,\n5,open,"
        "Free,\n");
    ReadOptions options{.currency = usd};
    TableMapping& mapping = options.mapping;
    mapping.translate["product"] = {{"GTXPro", "GTX Pro"}};
    mapping.fields["amount"] = {
        .columns = {"value"}, .lookup = Lookup{"products.csv", {"product"}, {"product"}, "price"}};
    const auto read = read_csv<Deal>(path, options);
    REQUIRE(read.records.size() == 5);
    CHECK(read.records[0].product == "GTX Pro");
    CHECK(read.records[0].amount == Money{482100, usd});
    CHECK(read.records[1].amount == Money{5000, usd});
    CHECK_FALSE(read.records[2].amount);
    CHECK_FALSE(read.records[3].amount);
    CHECK_FALSE(read.records[4].amount);
    REQUIRE(read.findings.size() == 1);
    CHECK_FALSE(read.findings[0].rejected);
    CHECK(read.findings[0].line == 4);
    CHECK(read.findings[0].id == "3");
    CHECK(read.findings[0].field == "amount");
    CHECK(read.findings[0].value == "Nothing");
    CHECK(read.findings[0].reason == "is not in products.csv");

    SECTION("a key with two values is an error") {
        dir.file("products.csv", "product,price\nMG,55\nMG,56\n");
        CHECK(code_of([&] { read_csv<Deal>(path, options); }) == ErrorCode::invalid_mapping);
        dir.file("products.csv", "product,price\nMG,55\nMG,55\n");
        CHECK(code_of([&] { read_csv<Deal>(path, options); }) == std::nullopt);
    }
    SECTION("a second file of another shape is an error") {
        dir.file("products.csv", "product,cost\nMG,55\n");
        CHECK(code_of([&] { read_csv<Deal>(path, options); }) == ErrorCode::missing_column);
        dir.file("products.csv", "product,price\nM\xFFG,55\n");
        CHECK(code_of([&] { read_csv<Deal>(path, options); }) == ErrorCode::unreadable_file);
        std::filesystem::remove(dir.path() / "products.csv");
        CHECK(code_of([&] { read_csv<Deal>(path, options); }) == ErrorCode::unreadable_file);
    }
}

TEST_CASE("formats of one field go before those of the table") {
    TableMapping mapping = with("closed", {.columns = {"closed"}, .date_formats = {"%d/%m/%Y"}});
    mapping.fields["amount"] = {.columns = {"amount"}, .number = NumberFormat{',', "", ""}};
    const auto read =
        deals("id;stage;created;closed;amount;list\n1;won;2025-01-02;3/4/2025;1,5;1.5\n", [&] {
            mapping.delimiter = ';';
            return mapping;
        }());
    CHECK(read.records.at(0).created == make_date(2025, 1, 2));
    CHECK(read.records.at(0).closed == make_date(2025, 4, 3));
    CHECK(read.records.at(0).amount == Money{150, usd});
    CHECK(read.records.at(0).list == Money{150, usd});
}

TEST_CASE("a mapping that does not fit its file or table is an error") {
    const auto code = [](const TableMapping& mapping) {
        return code_of([&] { deals("id,stage\n1,open\n", mapping); });
    };
    CHECK(code(with("ammount", {.columns = {"stage"}})) == ErrorCode::unknown_field);
    CHECK(code(with("amount", {.columns = {"value"}})) == ErrorCode::missing_column);
    CHECK(code(with("currency", {.columns = {"value"}})) == ErrorCode::missing_column);
    CHECK(code(with("id", {})) == ErrorCode::missing_column);
    CHECK(
        message_of([] { deals("id,stage,amt\n", with("amount", {.columns = {"amnt"}})); }) ==
        "no column 'amnt' for the field 'amount'; the file has: id, stage, amt (did you mean "
        "'amt'?)");
}
