// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

constexpr std::string_view header = "id,rep,stage,created,closed,amount,currency\n";

/// Files of a folder, loaded as a mapping says.
class Files {
public:
    Files& with(const std::string& name, const std::string& text) {
        folder_.file(name, text);
        return *this;
    }
    Files& deals(const std::string& lines) {
        return with("deals.csv", std::string{header} + lines);
    }

    std::vector<DataCheck> checks(
        const std::string& mapping = "", const std::optional<Date>& as_of = {}) const {
        BookBuilder builder{usd};
        if (as_of) builder.as_of(*as_of);
        LoadChecks loads;
        LoadOptions options;
        options.formats = {csv_format(), json_format()};
        options.currency = usd;
        options.checks = &loads;
        load_directory(
            folder_.path(), mapping.empty() ? Mapping{} : parse_mapping(mapping), options, builder);
        return data_checks(builder.build(), loads);
    }

private:
    TempDir folder_;
};

std::optional<DataCheck> find(
    const std::vector<DataCheck>& checks,
    DataCheckKind kind,
    std::string_view of = "",
    std::string_view table = "deals") {
    for (const DataCheck& check : checks)
        if (check.table == table && check.kind == kind && check.of == of) return check;
    return std::nullopt;
}

std::size_t suspicious(const std::vector<DataCheck>& checks) {
    return static_cast<std::size_t>(std::count_if(
        checks.begin(), checks.end(), [](const DataCheck& check) { return check.is_suspicious; }));
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string deal(int id, std::string_view closed, std::string_view amount) {
    return fmt::format("{},Ann,won,{},{},{},USD\n", id, closed, closed, amount);
}

}  // namespace

TEST_CASE("sense checks count what was read, kept and rejected, by reason") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100,USD\n"
                                "2,Ann,won,2025-01-01,,100,USD\n"
                                "3,Ann,won,2025-01-01,,100,USD\n"
                                "4,Ann,wno,2025-01-01,2025-01-10,100,USD\n"
                                "5,Ann,lost,2025-02-01,2025-01-10,100,USD\n"
                                "6,Ann,open,2025-02-01,,,USD\n")
                            .checks();
    CHECK(find(checks, DataCheckKind::read)->count == 6);
    CHECK(find(checks, DataCheckKind::kept)->count == 3);
    CHECK(find(checks, DataCheckKind::kept)->all == 6);
    CHECK(find(checks, DataCheckKind::rejected, "closed, missing")->count == 2);
    CHECK(contains(find(checks, DataCheckKind::rejected, "closed, missing")->note, "deals.csv:3"));
    CHECK(find(checks, DataCheckKind::rejected, "stage, invalid")->count == 1);
    CHECK(find(checks, DataCheckKind::doubtful, "closed, contradicts")->count == 1);
    CHECK_FALSE(find(checks, DataCheckKind::replaced).has_value());
    CHECK(suspicious(checks) == 0);
}

TEST_CASE("sense checks count the values that are missing") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100,USD\n"
                                "2,,won,2025-01-01,2025-01-10,,USD\n"
                                "3,,won,,2025-01-10,,USD\n"
                                "4,Ben,open,2025-01-01,,5,USD\n")
                            .checks();
    const auto missing = [&](std::string_view field) {
        const auto check = find(checks, DataCheckKind::missing, field);
        return check ? check->count : 0;
    };
    CHECK(missing("rep") == 2);
    CHECK(missing("amount") == 2);
    CHECK(missing("created") == 1);
    CHECK(missing("closed") == 1);
    CHECK(missing("stage") == 0);
    CHECK(find(checks, DataCheckKind::missing, "rep")->all == 4);
    const auto empty = find(checks, DataCheckKind::empty_fields);
    REQUIRE(empty.has_value());
    CHECK(contains(empty->note, "product"));
    CHECK_FALSE(contains(empty->note, "rep"));
    CHECK(
        to_text(*find(checks, DataCheckKind::missing, "rep")) ==
        "deals.rep: missing 2 of 4, 50.00 %");
}

TEST_CASE("sense checks count a shared record once") {
    const auto checks =
        Files{}
            .with(
                "deals.json",
                R"([{"id": "1", "stage": "won", "created": "1889-01-01", "closed": "2025-01-10",
                     "amount": 100, "credits": [{"rep": "Ann", "share": 0.5},
                                                {"rep": "Ben", "share": 0.5}]},
                    {"id": "2", "rep": "Ann", "stage": "won", "closed": "2025-01-10"}])")
            .checks();
    CHECK(find(checks, DataCheckKind::kept)->count == 2);
    CHECK(find(checks, DataCheckKind::missing, "amount")->count == 1);
    CHECK(find(checks, DataCheckKind::missing, "created")->count == 1);
    CHECK(find(checks, DataCheckKind::days_outside, "created")->count == 1);
    CHECK(find(checks, DataCheckKind::largest, "amount")->value->exact() == Rational{10000});
}

TEST_CASE("sense checks find days that lie far off") {
    SECTION("before 1990") {
        const auto checks =
            Files{}.deals(deal(1, "1989-12-31", "1") + deal(2, "1990-01-01", "1")).checks();
        const auto found = find(checks, DataCheckKind::days_outside, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(found->all == 2);
        CHECK(found->is_suspicious);
        CHECK(found->note == "1989-12-31, as of 1; expected are 1990-01-01 to 2000-01-01");
    }
    SECTION("ten years after the last closing, unless that is far off itself") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "2025-01-10", "1") + deal(2, "2025-03-10", "1") +
                                    deal(3, "2205-03-10", "1"))
                                .checks();
        const auto found = find(checks, DataCheckKind::days_outside, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(contains(found->note, "2205-03-10, as of 3; expected are 1990-01-01 to 2035-03-10"));
        CHECK(find(checks, DataCheckKind::days_outside, "created")->count == 1);
    }
    SECTION("ten years after the day of the book") {
        const auto checks =
            Files{}
                .with(
                    "targets.csv",
                    "metric,rep,from,until,amount\nrevenue,Ann,2020-01-01,2030-02-28,9\n"
                    "revenue,Ben,2020-01-01,2030-03-01,9\n")
                .checks("", "2020-02-29"_date);
        const auto found = find(checks, DataCheckKind::days_outside, "until", "targets");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(
            found->note ==
            "2030-03-01, as of targets.csv:3; expected are 1990-01-01 to 2030-02-28");
    }
    SECTION("of plans") {
        const auto checks =
            Files{}
                .deals(deal(1, "2025-01-10", "1"))
                .with(
                    "targets.csv",
                    "metric,rep,from,until,amount\nrevenue,Ann,2025-01-01,2035-01-10,9\n"
                    "revenue,Ben,2025-01-01,2035-01-11,9\nrevenue,Cat,2025-01-01,9999-12-31,9\n")
                .checks();
        const auto found = find(checks, DataCheckKind::days_outside, "until", "targets");
        REQUIRE(found.has_value());
        CHECK(found->count == 2);
        CHECK(contains(found->note, "2035-01-11 to 9999-12-31, as of targets.csv:3"));
    }
    SECTION("none") {
        const auto checks = Files{}.deals(deal(1, "1990-01-01", "1")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::days_outside, "closed").has_value());
    }
}

TEST_CASE("sense checks add amounts up by currency, as they were read") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100.50,USD\n"
                                "2,Ann,won,2025-01-01,2025-01-10,200,EUR\n"
                                "3,Ann,won,2025-01-01,2025-01-10,-0.50,USD\n"
                                "4,Ann,won,2025-01-01,2025-01-10,7,JPY\n"
                                "5,Ann,won,2025-01-01,2025-01-10,,USD\n")
                            .checks();
    std::vector<std::string> sums;
    for (const DataCheck& check : checks)
        if (check.kind == DataCheckKind::sum)
            sums.push_back(fmt::format("{} {}", check.count, *check.value));
    CHECK(sums == std::vector<std::string>{"1 200.00 EUR", "1 7 JPY", "2 100.00 USD"});
}

TEST_CASE("sense checks hold the largest amount against the others") {
    std::string lines;
    for (int id = 1; id <= 200; ++id)
        lines += deal(id, "2025-01-10", std::to_string(id));
    SECTION("one far above them") {
        const auto checks = Files{}.deals(lines + deal(201, "2025-01-10", "1980")).checks();
        const auto found = find(checks, DataCheckKind::largest, "amount");
        REQUIRE(found.has_value());
        CHECK(*found->value == AnyQuantity{Rational{198000}, Unit::money, usd});
        CHECK(found->note == "201; the 99th percentile of the others is 198.00 USD");
        CHECK(found->is_suspicious);
        CHECK(
            to_text(*found) ==
            "deals.amount: largest: 1,980.00 USD; 201; the 99th percentile of "
            "the others is 198.00 USD");
    }
    SECTION("one below ten times as much") {
        const auto checks = Files{}.deals(lines + deal(201, "2025-01-10", "1979.99")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::largest, "amount")->is_suspicious);
    }
    SECTION("too few to say so") {
        const auto checks =
            Files{}.deals(deal(1, "2025-01-10", "1") + deal(2, "2025-01-10", "99999")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::largest, "amount")->is_suspicious);
    }
    SECTION("a single one") {
        const auto checks = Files{}.deals(deal(1, "2025-01-10", "5")).checks();
        CHECK(find(checks, DataCheckKind::largest, "amount")->note == "1");
    }
}

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

TEST_CASE("sense checks are the same for any order of rows") {
    std::vector<std::string> lines{
        deal(1, "2025-01-10", "5"), deal(2, "1925-01-10", "7"),
        "3,,won,2025-01-01,2025-02-10,3,EUR\n", "4,Ann,open,2025-01-01,,1,USD\n"};
    const auto of = [](const std::vector<std::string>& some) {
        return Files{}.deals(some[0] + some[1] + some[2] + some[3]).checks();
    };
    std::vector<DataCheck> checks = of(lines);
    std::reverse(lines.begin(), lines.end());
    std::vector<DataCheck> again = of(lines);
    REQUIRE(again.size() == checks.size());
    for (std::size_t i = 0; i < checks.size(); ++i) {
        checks[i].note.clear(), again[i].note.clear();  // which may name a line
        CHECK(again[i] == checks[i]);
    }
}

TEST_CASE("sense checks of a book that no file was loaded for") {
    const std::vector<Deal> deals{
        {.id = "1", .stage = Stage::won, .closed = "1925-01-20"_date, .amount = 1200_usd}};
    const auto checks = data_checks(BookBuilder{usd}.add(deals).build());
    CHECK(find(checks, DataCheckKind::read)->count == 1);
    CHECK(find(checks, DataCheckKind::days_outside, "closed")->count == 1);
    CHECK_FALSE(find(checks, DataCheckKind::sum, "amount").has_value());
    CHECK(data_checks(BookBuilder{usd}.build()).empty());
}

TEST_CASE("sense checks as a table and as JSON") {
    const auto checks = Files{}
                            .with(
                                "deals.csv",
                                "id,rep,stage,closed,region\n"
                                "1,Ann,won,2025-01-10,EMEA\n")
                            .checks();
    const std::string text = to_text(checks);
    CHECK(contains(text, "   table  check           of      records   what\n"));
    CHECK(contains(text, "   deals  read                    1\n"));
    CHECK(contains(
        text, "!  deals  dropped_column  region            deals.csv; no field of deals "));
    const nlohmann::json json = checks.front();
    CHECK(json == nlohmann::json::parse(R"({"table": "deals", "check": "read", "of": "", "count": 1,
        "all": 0, "suspicious": false, "note": ""})"));
    for (const DataCheckKind kind : all_data_check_kinds)
        CHECK_FALSE(name(kind).empty());
}
