// SPDX-License-Identifier: MIT
// Fields that a mapping adds to the library's records, from the file to the report.
#include "catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const std::string deals =
    "id,rep,customer,stage,closed,amount,Gebiet,score,seats,renewal,list_price,by_partner,grade\n"
    "1,Ann,C1,won,2025-01-10,900,North,8.5,10,2026-01-10,1000,yes,A\n"
    "2,Ben,C2,won,2025-02-20,400,South,4,,2026-02-20,500,no,b\n"
    "3,Ann,C2,won,2025-03-05,1500,North,,5,,1500,x,B\n"
    "4,Ben,C1,lost,2025-03-15,700,South,12,-1,2025-13-01,80.123,maybe,D\n";

const std::string mapping = R"({"tables": {
    "deals": {"fields": {
        "territory": {"type": "text", "columns": "Gebiet"},
        "score": {"type": "number", "least": 0, "most": 10},
        "seats": {"type": "integer", "least": 0},
        "renewal": {"type": "date"},
        "list_price": {"type": "money"},
        "by_partner": {"type": "yes_no"},
        "grade": {"type": "choice", "choices": ["A", "B", "C"]}}},
    "customers": {"fields": {"tier": {"type": "text"}, "grade": {"type": "text"}}}}})";

const std::string customers = "id,tier,grade\nC1,gold,top\nC2,silver,top\n";

Loaded all() { return loaded({{"deals.csv", deals}, {"customers.csv", customers}}, mapping); }

Catalogue catalogue_of(const std::string& text) {
    Catalogue catalogue;
    for (const auto& type : own_record_types(parse_mapping(text)))
        catalogue.add_fields_of(type);
    return catalogue;
}

const Window y2025 = make::days("2025-01-01", "2026-01-01");
const Window y2026 = make::days("2026-01-01", "2027-01-01");

/// "North 2,400.00 USD; South ...": a formula by a dimension.
std::string cut(
    const Book& book,
    const std::string& formula,
    const std::string& dimension,
    const Scope& scope = {}) {
    const Definition metric = catalogue_of(mapping).at(formula);
    std::string all;
    const Table table = rollup(book).metrics(metric).by(dimension).where(scope).during(y2025).run();
    for (const auto& row : table)
        all += fmt::format(
            "{}{} {}", all.empty() ? "" : "; ", row.key().group.front(),
            make::text(row[metric.id()]));
    return all;
}

/// "field value: reason", one after the other.
std::string findings_of(const Book& book) {
    std::string all;
    for (const Finding& finding : book.report().findings)
        all += fmt::format(
            "{}:{} {} {}: {}\n", finding.file, finding.line, finding.field, finding.value,
            finding.reason);
    return all;
}

std::string at(const Book& book, const std::string& formula, const Window& when) {
    const Definition metric = catalogue_of(mapping).at(formula);
    return make::text(rollup(book).metrics(metric).during(when).run()[0][metric.id()]);
}

}  // namespace

// Won: 1 (900 of 1000, North, 8.5), 2 (400 of 500, South, 4) and 3 (1500 of 1500, North, no score).
TEST_CASE("results are cut by a text of one's own, and by choices") {
    const Book book = all().book;
    CHECK(cut(book, "revenue", "territory") == "North 2400.00 USD; South 400.00 USD");
    CHECK(cut(book, "revenue", "by_partner") == "no 400.00 USD; yes 2400.00 USD");
    CHECK(book.has_dimension("territory"));
    CHECK_FALSE(book.has_dimension("score"));
    CHECK_FALSE(book.has_dimension("renewal"));
    CHECK(message_of([&] {
              cut(book, "revenue", "teritory");
          }).find("territory") != std::string::npos);
}

TEST_CASE("what customers have is that of their deals, unless these have such a field") {
    const Book book = all().book;
    CHECK(cut(book, "revenue", "tier") == "gold 900.00 USD; silver 1900.00 USD");
    CHECK(cut(book, "revenue", "grade") == "A 900.00 USD; B 1900.00 USD; C 0.00 USD; top 0.00 USD");
}

TEST_CASE("formulas name fields of one's own of each type") {
    const Book book = all().book;
    CHECK(at(book, "sum(deals.list_price where stage = won by closed)", y2025) == "3000.00 USD");
    CHECK(at(book, "sum(deals.seats where stage = won by closed)", y2025) == "15");
    CHECK(at(book, "sum(deals.score where stage = won by closed)", y2025) == "12.50");
    CHECK(at(book, "count(deals where stage = won and score > 5 by closed)", y2025) == "1");
    CHECK(at(book, "count(deals where by_partner = yes by closed)", y2025) == "2");
    CHECK(at(book, "count(deals where grade = B by closed)", y2025) == "2");
    CHECK(at(book, "count(deals where territory = North by closed)", y2025) == "2");
    CHECK(at(book, "sum(deals.amount where stage = won by renewal)", y2026) == "1300.00 USD");
    CHECK(
        at(book, "sum(deals.amount where list_price > 600 USD by closed)", y2025) == "2400.00 USD");
    CHECK(
        cut(book,
            "sum(deals.amount where stage = won by closed) / "
            "sum(deals.list_price where stage = won by closed)",
            "territory") == "North 96.00 %; South 80.00 %");
}

TEST_CASE("a query is restricted to values of fields of one's own") {
    const Book book = all().book;
    const Catalogue catalogue = catalogue_of(mapping);
    CHECK(cut(book, "revenue", "rep", catalogue.scope("deals.score > 5")) == "Ann 900.00 USD");
    CHECK(cut(book, "revenue", "rep", catalogue.scope("deal.by_partner = no")) == "Ben 400.00 USD");
    CHECK(
        cut(book, "revenue", "rep", catalogue.scope("tier = silver")) ==
        "Ann 1500.00 USD; Ben 400.00 USD");
    const auto types = own_record_types(parse_mapping(mapping));
    std::vector<const RecordType*> own;
    for (const auto& type : types)
        own.push_back(type.get());
    CHECK(Scope::parse("deals.score > 5", own) == catalogue.scope("deals.score > 5"));
    const auto ask = [&] { (void)catalogue.scope("deals.scoer > 5"); };
    CHECK(code_of(ask) == ErrorCode::invalid_definition);
    CHECK(message_of(ask).ends_with("deals have no field 'scoer'; did you mean score?"));
    CHECK(code_of([] {
              (void)Catalogue{}.scope("deals.score > 5");
          }) == ErrorCode::invalid_definition);
}

TEST_CASE("a definition outlives the catalogue and the mapping that told its fields") {
    const Definition metric = [] {
        return catalogue_of(mapping).at("sum(deals.list_price where stage = won by closed)");
    }();
    CHECK(
        make::text(rollup(all().book).metrics(metric).during(y2025).run()[0][metric.id()]) ==
        "3000.00 USD");
}

TEST_CASE(
    "a bad value of a field of one's own is missing, told and counted, and its record stays") {
    const Book book = all().book;
    CHECK(book.report().tables.size() == 2);
    CHECK(book.report().rejected() == 0);
    CHECK(
        findings_of(book) ==
        "deals.csv:5 by_partner maybe: is not one of yes, no, true, false, 1, 0\n"
        "deals.csv:5 grade D: is not one of A, B, C\n"
        "deals.csv:5 list_price 80.123: has more decimals than USD allows\n"
        "deals.csv:5 renewal 2025-13-01: is not a day of the calendar\n"
        "deals.csv:5 score 12: is not between 0 and 10\n"
        "deals.csv:5 seats -1: is below 0\n");
    // Deal 4 is decided, and whether its score is above 5 nobody knows.
    const Definition metric = catalogue_of(mapping).at("count(deals where score > 5 by closed)");
    const Table table = rollup(book).metrics(metric).during(y2025).run();
    CHECK(table[0].values()[0].marks.unread() == 1);
    CHECK(make::text(table[0][metric.id()]) == "1");
}

TEST_CASE("a field of one's own is looked up, joined and translated like any other") {
    const Loaded one = loaded(
        {{"deals.csv", deals}, {"prices.csv", "Gebiet,factor\nNorth,1.5\nSouth,2\n"}},
        R"({"tables": {"deals": {"fields": {
            "factor": {"type": "number", "lookup": {"file": "prices.csv", "by": "Gebiet", "value": "factor"}},
            "label": {"type": "text", "join": ["Gebiet", "rep"], "with": "-"},
            "half": {"type": "text", "columns": "Gebiet", "translate": {"North": "N"}, "others": "rest"}}}}})");
    CHECK(one.of_kind(FindingKind::not_listed).size() == 1);
    const auto revenue_by = [&](const char* dimension) {
        std::string all;
        for (const auto& row : rollup(one.book).metrics(revenue).by(dimension).during(y2025).run())
            all += row.key().group.front() + " " + make::text(row[revenue]) + "; ";
        return all;
    };
    CHECK(revenue_by("label") == "North-Ann 2400.00 USD; South-Ben 400.00 USD; ");
    CHECK(revenue_by("half") == "N 2400.00 USD; rest 400.00 USD; ");
}

TEST_CASE("a column that a field of one's own wants must be there") {
    const auto load = [](const std::string& fields) {
        return [fields] {
            loaded(
                {{"deals.csv", deals}}, R"({"tables": {"deals": {"fields": {)" + fields + "}}}}");
        };
    };
    CHECK(code_of(load(R"("renewl": {"type": "date"})")) == ErrorCode::missing_column);
    CHECK(message_of(load(R"("renewl": {"type": "date"})")).ends_with("(did you mean 'renewal'?)"));
}

TEST_CASE("fields of one's own come from JSON, out of objects and lists of records") {
    const std::string records = R"({"results": [
        {"id": "1", "rep": "Ann", "stage": "won", "closed": "2025-01-10", "amount": 900,
         "properties": {"score": 8.5, "vip": true, "list": "1000"}},
        {"id": "2", "rep": "Ben", "stage": "won", "closed": "2025-02-20", "amount": 400,
         "properties": {"score": 4, "vip": false}},
        {"id": "3", "rep": "Ben", "stage": "won", "closed": "2025-02-21", "amount": 50,
         "properties": {"score": [1], "vip": null}}]})";
    const Loaded one = loaded(
        {{"deals.json", records}},
        R"({"records": "results", "tables": {"deals": {"fields": {
            "score": {"type": "number", "columns": "properties.score"},
            "by_partner": {"type": "yes_no", "columns": "properties.vip"},
            "list_price": {"type": "money", "columns": "properties.list"}}}}})");
    CHECK(cut(one.book, "sum(deals.score by closed)", "rep") == "Ann 8.50; Ben 4");
    CHECK(
        cut(one.book, "revenue", "by_partner") ==
        "no 400.00 USD; yes 900.00 USD; (unassigned) 50.00 USD");
    CHECK(at(one.book, "sum(deals.list_price by closed)", y2025) == "1000.00 USD");
    REQUIRE(one.book.report().findings.size() == 1);
    CHECK(one.book.report().findings[0].field == "score");
    CHECK(one.book.report().findings[0].reason == "is a list or an object, not a single value");
}

TEST_CASE("of several files of a table one may lack the column") {
    const Loaded both = loaded(
        {{"a.csv", "id,rep,stage,closed,amount,Gebiet\n1,Ann,won,2025-01-10,900,North\n"},
         {"b.csv", "id,rep,stage,closed,amount\n2,Ben,won,2025-01-11,400\n"}},
        R"({"tables": {"deals": [
            {"file": "a.csv", "fields": {"territory": {"type": "text", "columns": "Gebiet"}}},
            {"file": "b.csv"}]}})");
    CHECK(cut(both.book, "revenue", "territory") == "North 900.00 USD; (unassigned) 400.00 USD");
}

TEST_CASE("a large file with fields of one's own is the same for any number of threads") {
    std::string text = "id,stage,closed,amount,Gebiet,score\n";
    for (int i = 0; i < 60'000; ++i)
        text += fmt::format(
            "{},won,2025-01-10,1,{},{}\n", i, i % 2 == 0 ? "North" : "South",
            i % 1000 == 0 ? 11 : 2);
    const auto book_by = [&](unsigned threads) {
        const TempDir dir;
        dir.file("deals.csv", text);
        BookBuilder builder{usd};
        LoadOptions options{.formats = {csv_format()}, .currency = usd};
        options.threads = threads;
        load_directory(
            dir.path(), parse_mapping(R"({"tables": {"deals": {"fields": {
                "territory": {"type": "text", "columns": "Gebiet"},
                "score": {"type": "number", "most": 10}}}}})"),
            options, builder);
        return builder.build();
    };
    const Book one = book_by(1);
    const Book three = book_by(3);
    CHECK(one.report().findings.size() == 60);
    CHECK(three.report().findings == one.report().findings);
    for (const Book& book : {one, three})
        CHECK(cut(book, "sum(deals.score by closed)", "territory") == "North 59880; South 60000");
}

// Deal 1 is of January 2025, and to be renewed in January 2026.
TEST_CASE("a date of one's own that may lie ahead is no event, and as of a day it stays") {
    const TempDir dir;
    dir.file("deals.csv", "id,stage,closed,amount,renewal\n1,won,2025-01-10,900,2026-01-10\n");
    const auto book_with = [&](bool foreseen, std::optional<Date> as_of) {
        BookBuilder builder{usd};
        if (as_of) builder.as_of(*as_of);
        load_table(
            "deals", dir.path() / "deals.csv",
            {.own_fields = {{"renewal", {.type = FieldType::date, .foreseen = foreseen}}}},
            {.formats = {csv_format()}, .currency = usd}, builder);
        return builder.build();
    };
    CHECK(book_with(false, {}).span() == make::days("2025-01-10", "2026-01-11"));
    CHECK(book_with(true, {}).span() == make::days("2025-01-10", "2025-01-11"));
    const std::string renewed = "sum(deals.amount by renewal)";
    const Date march = make::day("2025-03-31");
    CHECK(at(book_with(false, march), renewed, y2026) == "0.00 USD");
    CHECK(at(book_with(true, march), renewed, y2026) == "900.00 USD");
}

TEST_CASE("names of one's own that look alike are folded by word") {
    const Loaded one = loaded(
        {{"deals.csv",
          "id,stage,closed,amount,territory\n1,won,2025-01-10,900,North\n2,won,2025-01-11,400,"
          "NORTH\n"}},
        R"({"tables": {"deals": {"fields": {"territory": {"type": "text", "fold": true}}}}})");
    CHECK(cut(one.book, "revenue", "territory") == "North 1300.00 USD");
}

TEST_CASE("sense checks know the days of fields of one's own, and columns that they read") {
    const TempDir dir;
    dir.file(
        "deals.csv",
        "id,stage,closed,amount,renewal,Sales Region\n1,won,2025-01-10,900,02/13/2025,N\n"
        "2,won,2025-01-11,400,13/02/2025,S\n");
    LoadChecks loads;
    LoadOptions options{.formats = {csv_format()}, .currency = usd};
    options.checks = &loads;
    BookBuilder builder{usd};
    load_directory(
        dir.path(), parse_mapping(R"({"tables": {"deals": {"fields": {
            "renewal": {"type": "date", "date_formats": ["%m/%d/%Y", "%d/%m/%Y"]},
            "area": {"type": "text", "columns": "Sales Region"}}}}})"),
        options, builder);
    const Book book = builder.build();
    bool are_two_orders = false;
    for (const DataCheck& check : data_checks(book, loads)) {
        CHECK(check.kind != DataCheckKind::dropped_column);
        are_two_orders |= check.kind == DataCheckKind::two_orders && check.of == "renewal";
    }
    CHECK(are_two_orders);
}
