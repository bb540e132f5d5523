// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/json/mapping.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/load/records.hpp>
#include <saleskpi/rollup/rollup.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

/// Bytes of a text, a few at a time, that are given once.
class Trickle final : public ByteSource {
public:
    explicit Trickle(std::string text) : text_{std::move(text)} {}
    std::size_t read(char* to, std::size_t n) override {
        const std::size_t got =
            std::string_view{text_}.substr(at_).copy(to, (std::min)(n, std::size_t{7}));
        at_ += got;
        return got;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

/// Deals of 100 and 1,050.50, one whose amount is none, and what looks like their total.
const std::string deals_text =
    "Deal ID;Owner;Phase;Closed On;Value\n"
    "1;Ann;Won;03.01.2025;100\n"
    "2;Ben;Won;20.01.2025;1.050,50\n"
    "3;Ben;Won;21.01.2025;viel\n"
    "Total;;;;1.150,50\n";
const std::vector<std::string> deals_columns{"Deal ID", "Owner", "Phase", "Closed On", "Value"};
const std::vector<std::vector<std::string>> deals_rows{
    {"1", "Ann", "Won", "03.01.2025", "100"},
    {"2", "Ben", "Won", "20.01.2025", "1.050,50"},
    {"3", "Ben", "Won", "21.01.2025", "viel"},
    {"Total", "", "", "", "1.150,50"},
};

Input::NextRow one_by_one(const std::vector<std::vector<std::string>>& rows) {
    return [&rows, i = std::size_t{0}](std::vector<std::string>& row) mutable {
        CHECK(row.empty());
        if (i == rows.size()) return false;
        row = rows[i++];
        return true;
    };
}

TableMapping deals_mapping() {
    return parse_mapping(R"({
        "currency": "EUR", "date_formats": "%d.%m.%Y", "number": "auto", "totals": "leave_out",
        "tables": {"deals": {"fields": {
            "id": "deal id", "rep": "Owner", "closed": "closed_on", "amount": "Value",
            "stage": {"columns": "Phase", "translate": {"Won": "won"}}
        }}}
    })")
        .tables[0];
}

LoadOptions with_formats() { return {.formats = {csv_format(), json_format()}, .currency = eur}; }

std::string revenue_of(const Book& book) {
    return make::text(rollup(book).metrics(kpi::revenue).run()[0][kpi::revenue]);
}

/// The same as of a file, whatever the deals come from.
void check_deals(const Input& input, std::size_t first_line) {
    BookBuilder builder{eur};
    const LoadReport report = load_table("deals", input, deals_mapping(), with_formats(), builder);
    CHECK(report.file == "deals.csv");
    CHECK(report.files.empty());
    CHECK(report.read == 3);
    CHECK(report.kept == 3);
    REQUIRE(report.left_out.size() == 1);
    CHECK(report.left_out[0].rows == 1);
    REQUIRE(report.numbers.size() == 1);
    CHECK(report.numbers[0].field == "amount");
    const Book book = builder.build();
    REQUIRE(book.report().findings.size() == 1);
    const Finding& finding = book.report().findings[0];
    CHECK(finding.file == "deals.csv");
    CHECK(finding.line == first_line + 2);
    CHECK(finding.id == "3");
    CHECK(finding.value == "viel");
    CHECK(revenue_of(book) == "1150.50 EUR");
}

}  // namespace

TEST_CASE("a text, bytes and rows are loaded as a file is") {
    check_deals(Input::text("deals.csv", deals_text), 2);
    Trickle bytes{deals_text};
    check_deals(Input::bytes("deals.csv", bytes), 2);
    check_deals(Input::rows("deals.csv", deals_columns, deals_rows), 1);
    check_deals(Input::rows("deals.csv", deals_columns, one_by_one(deals_rows)), 1);
}

TEST_CASE("what is no file goes into a batch and into structs too") {
    Trickle bytes{deals_text};
    Batch batch{make::day("2025-02-01")};
    load_table(
        "deals", Input::rows("today", deals_columns, deals_rows), deals_mapping(), with_formats(),
        batch);
    Ledger ledger;
    ledger.append(batch);
    CHECK(revenue_of(BookBuilder{eur}.add(ledger).build()) == "1150.50 EUR");

    const ReadOptions options{.mapping = deals_mapping(), .currency = eur};
    for (const Input& input :
         {Input::bytes("today", bytes),
          Input::rows("today", deals_columns, one_by_one(deals_rows))}) {
        const auto read = read_records<Deal>(input, csv_format(), options);
        REQUIRE(read.records.size() == 3);
        CHECK(read.records[1].amount == Money{105050, eur});
        CHECK(read.records[1].closed == make_date(2025, 1, 20));
        CHECK(read.findings.size() == 1);
        CHECK(read.report.file == "today");
    }
}

TEST_CASE("the name of an input stands for a path") {
    const TempDir dir;
    dir.file("regions.csv", "Rep,Region\nAnn,EMEA\n");
    TableMapping mapping;
    mapping.fields["rep"].columns = {"rep"};
    mapping.fields["industry"].lookup = Lookup{"regions.csv", {"rep"}, {"Rep"}, "Region"};
    const std::string line = R"({"id": "1", "stage": "won", "rep": "Ann", "closed": "2025-01-02"})";
    Trickle stream{line + "\n" + line + "\n"};
    const std::string name = (dir.path() / "deals.ndjson").string();
    BookBuilder builder{usd};
    const LoadReport report =
        load_table("deals", Input::bytes(name, stream), mapping, with_formats(), builder);
    CHECK(report.kept == 2);
    REQUIRE(report.files.size() == 1);
    CHECK(report.files[0] == dir.path() / "regions.csv");
    mapping.fields["industry"].lookup->file = "../regions.csv";
    Trickle again{line};
    CHECK(code_of([&] {
              load_table("deals", Input::bytes(name, again), mapping, with_formats(), builder);
          }) == ErrorCode::outside_folder);
}

TEST_CASE("rows may lack values at their end, and one with too many is rejected") {
    const std::vector<std::vector<std::string>> rows{
        {"1", "won"}, {"2", "won", "Ann", "new"}, {}, {"4", "open", "\xFF"}};
    const auto read =
        read_records<Deal>(Input::rows("cursor", {"ID", "Stage", "Rep"}, rows), csv_format());
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].rep.empty());
    CHECK(read.records[1].id == "4");
    REQUIRE(read.findings.size() == 3);
    CHECK(read.findings[0].line == 2);
    CHECK(read.findings[0].value == "new");
    CHECK(read.findings[0].reason == "is one value more than there are columns");
    CHECK(read.findings[1].line == 3);
    CHECK(read.findings[1].rejected);
    CHECK(read.findings[2].field == "rep");
    CHECK(code_of([&] {
              read_records<Deal>(Input::rows("cursor", {"Rep"}, rows), csv_format());
          }) == ErrorCode::missing_column);
}

TEST_CASE("columns of rows are found loosely and by aliases, and unpivoted") {
    TableMapping mapping = parse_mapping(R"({
        "aliases": {"Rep": "Owner"},
        "tables": {"targets": {
            "unpivot": {"columns": "M*", "name": "Month", "value": "Goal"},
            "fields": {
                "rep": "Rep", "metric": {"constant": "revenue"}, "amount": "Goal",
                "from": {"join": ["Year", "Month"], "with": "-", "date_formats": "%Y-%m"},
                "until": {"constant": 1, "months_after": "from"}
            }
        }}
    })")
                               .tables[0];
    const std::vector<std::vector<std::string>> rows{
        {"Ann", "2025", "100", "110"}, {"Ben", "2025", "", "60"}};
    const auto read = read_records<Target>(
        Input::rows("cursor", {"OWNER", "year", "m01", "m02"}, one_by_one(rows)), csv_format(),
        {.mapping = mapping, .currency = usd});
    REQUIRE(read.records.size() == 3);
    CHECK(read.records[0].rep == "Ann");
    CHECK(read.records[2].amount == Money{6000, usd});
    CHECK(read.records[2].from == make_date(2025, 2, 1));
}

TEST_CASE("progress of a stream has no total, and that of a text has one") {
    std::uint64_t done = 0;
    std::uint64_t total = 1;
    LoadOptions options = with_formats();
    options.progress = [&](const LoadProgress& progress) {
        done = progress.done;
        total = progress.total;
    };
    Trickle stream{deals_text};
    BookBuilder builder{eur};
    load_table("deals", Input::bytes("deals.csv", stream), deals_mapping(), options, builder);
    CHECK(done == deals_text.size());
    CHECK(total == 0);
    load_table("deals", Input::text("deals.csv", deals_text), deals_mapping(), options, builder);
    CHECK(total == deals_text.size());
}

TEST_CASE("sense checks look at what is no file") {
    LoadChecks checks;
    LoadOptions options = with_formats();
    options.checks = &checks;
    TableMapping mapping = deals_mapping();
    mapping.totals = TotalRows::keep;
    mapping.number = {',', ".", ""};
    mapping.date_formats = {"%d.%m.%Y", "%m.%d.%Y"};
    Trickle stream{deals_text};
    BookBuilder builder{eur};
    const auto report =
        load_table("deals", Input::bytes("deals.csv", stream), mapping, options, builder);
    CHECK(report.read == 4);
    CHECK_FALSE(data_checks(builder.build(), checks).empty());
}
