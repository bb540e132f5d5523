// SPDX-License-Identifier: MIT
// Rows that are no records: by conditions over columns.
#include "../catch.hpp"
#include "load/row_rules.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const Window year = make::days("2025-01-01", "2026-01-01");

}  // namespace

TEST_CASE("case 17: rows that are deleted are left out, and counted by the rule", "[case]") {
    const std::string text =
        "id,is_won,is_closed,is_deleted,amount,closed,probability\n"
        "1,TRUE,TRUE,FALSE,1000,2025-01-10,100\n"
        "2,FALSE,TRUE,FALSE,500,2025-01-11,0\n"
        "3,FALSE,FALSE,FALSE,210000,,65\n"
        "4,TRUE,TRUE,TRUE,7,2025-01-12,100\n";
    const std::string fields =
        R"("fields": {"stage": {"columns": "is_won", "translate": {"TRUE": "won", "FALSE": "lost"}}})";
    const Loaded one = loaded(
        {{"deals.csv", text}},
        R"({"tables": {"deals": [{"where": {"is_deleted": false, "is_closed": true}, )" + fields +
            R"(}, {"where": {"is_deleted": false, "is_closed": false},
                   "fields": {"stage": {"constant": "open"}, "probability": null}}]}})");
    CHECK(one.at(revenue, year) == "1000.00 USD");
    CHECK(one.at(win_rate, year) == "50.00 %");
    CHECK(one.at(pipeline_value, year) == "210000.00 USD");
    REQUIRE(one.reports.size() == 2);
    CHECK(one.reports[0].read == 2);
    CHECK(one.reports[0].kept == 2);
    CHECK(
        one.reports[0].left_out == std::vector<LeftOut>{
                                       {"deals", "deals.csv", "is_closed is yes", 1},
                                       {"deals", "deals.csv", "is_deleted is no", 1}});
    CHECK(
        one.book.report().left_out == std::vector<LeftOut>{
                                          {"deals", "deals.csv", "is_closed is no", 3},
                                          {"deals", "deals.csv", "is_closed is yes", 1},
                                          {"deals", "deals.csv", "is_deleted is no", 1}});
    CHECK(one.book.report().tables[0] == TableCount{"deals", 3, 3, 0, 0, 0, 5});
    CHECK(one.book.report().rejected() == 0);

    SECTION("or they say so themselves, for a ledger") {
        const Loaded other = loaded(
            {{"deals.csv", text}},
            R"({"tables": {"deals": {"where": {"is_closed": true},)"
            R"("fields": {"deleted": "is_deleted", "stage": {"columns": "is_won",
                "translate": {"TRUE": "won", "FALSE": "lost"}}}}}})");
        CHECK(other.at(revenue, year) == "1000.00 USD");
        CHECK(other.book.report().tables[0] == TableCount{"deals", 3, 2, 0, 0, 1, 1});
    }
}

TEST_CASE("conditions: values, lists, not, empty, patterns") {
    const std::string text =
        "id,stage,Status,Owner\n1,open,Live, Ann\n2,open,live,Test 1\n3,open,,Ben\n4,open,Old,\n"
        "5,open,Demo,TESTER\n";
    const auto kept = [&](const std::string& where) {
        const Loaded one =
            loaded({{"deals.csv", text}}, R"({"tables": {"deals": {"where": )" + where + "}}}");
        std::string rules;
        for (const LeftOut& rule : one.book.report().left_out)
            rules += rule.rule + ": " + std::to_string(rule.rows) + "; ";
        return std::to_string(one.book.records("deals")) + " (" + rules + ")";
    };
    CHECK(kept(R"({"Status": "Live"})") == "1 (Status is 'Live': 4; )");
    CHECK(kept(R"({"Status": ["Live", "live"]})") == "2 (Status is 'Live' or 'live': 3; )");
    CHECK(kept(R"({"Status": ["Live", null]})") == "2 (Status is 'Live' or empty: 3; )");
    CHECK(kept(R"({"Status": null})") == "1 (Status is empty: 4; )");
    CHECK(kept(R"({"Status": {"empty": false}})") == "4 (Status is not empty: 1; )");
    CHECK(kept(R"({"Status": {"not": "Old"}})") == "4 (Status is not 'Old': 1; )");
    CHECK(
        kept(R"({"Status": {"not": ["Old", "Demo"], "empty": false}})") ==
        "2 (Status is not empty and is not 'Old' nor 'Demo': 3; )");
    CHECK(kept(R"({"Owner": {"like": "test*"}})") == "2 (Owner is like 'test*': 3; )");
    CHECK(kept(R"({"Owner": {"not_like": ["test ?", "*e*n"]}})").starts_with("3 ("));
    CHECK(kept(R"({"id": {"is": [1, 2]}})") == "2 (id is '1' or '2': 3; )");
    CHECK(
        kept(R"([{"Status": {"not": "Old"}}, {"Owner": "Ann"}])") ==
        "1 (Owner is 'Ann': 3; Status is not 'Old': 1; )");
    CHECK(kept("{}") == "5 ()");
    CHECK(
        message_of([&] { kept(R"({"Statsu": "Live"})"); }) ==
        "deals.csv: no column 'Statsu' for a condition; the file has: id, stage, Status, Owner "
        "(did you mean 'Status'?)");
}

TEST_CASE("patterns") {
    using detail::is_like;
    CHECK(is_like("Total", "total"));
    CHECK(is_like("", "*"));
    CHECK(is_like("Grand Total: 12", "*total*"));
    CHECK(is_like("aXbXc", "a*b*c"));
    CHECK(is_like("M\xC3\xBCller", "M?ller"));
    CHECK(is_like("50%*", "50%\\*"));
    CHECK(is_like("mississippi", "*iss*ip*"));
    CHECK_FALSE(is_like("Totals", "total"));
    CHECK_FALSE(is_like("", "?"));
    CHECK_FALSE(is_like("50%x", "50%\\*"));
    CHECK_FALSE(is_like("mississippi", "*issip"));
}

TEST_CASE("the condition of a column sees its translated values") {
    const Loaded one = loaded(
        {{"deals.csv", "id,stage,Status\n1,open,A\n2,open,B\n"}},
        R"({"tables": {"deals": {"translate": {"Status": {"A": "active"}},
            "where": {"Status": "active"}}}})");
    CHECK(one.book.records("deals") == 1);
}

TEST_CASE("rows of JSON and of a ledger are left out and counted, too") {
    const std::string mapping =
        R"({"tables": {"deals": {"where": {"archived": false}, "fields": {"stage": {"constant": "open"}}}}})";
    const Loaded json = loaded(
        {{"deals.json", R"([{"id":"1","archived":true},{"id":"2","archived":false},{"id":"3"}])"}},
        mapping);
    CHECK(json.book.records("deals") == 2);
    CHECK(json.book.report().left_out.at(0).rows == 1);

    const TempDir dir;
    dir.file("deals.csv", "id,archived\n1,yes\n2,no\n");
    const auto day = [](unsigned n) { return *make_date(2025, 3, n); };
    Ledger ledger;
    for (unsigned n = 1; n <= 2; ++n) {
        Batch batch{day(n)};
        load_directory(
            dir.path(), parse_mapping(mapping), {.formats = {csv_format()}, .currency = usd},
            batch);
        ledger.append(batch);
    }
    const auto left_out = [&](const Book& book) { return book.report().left_out.at(0).rows; };
    CHECK(left_out(BookBuilder{usd}.add(ledger).build()) == 2);
    CHECK(left_out(BookBuilder{usd}.known_at(day(1)).add(ledger).build()) == 1);
}

TEST_CASE("rows are left out by any number of threads") {
    std::string text = "id,stage,test,amount\n";
    for (int i = 0; i < 60'000; ++i)
        text += std::to_string(i) + ",open," + (i % 3 == 0 ? "yes" : "no") + ",1\n";
    const TempDir dir;
    const auto path = dir.file("deals.csv", text);
    TableMapping mapping;
    mapping.where = {{.column = "test", .yes = false}};
    for (const unsigned threads : {1U, 3U}) {
        BookBuilder builder{usd};
        LoadOptions options{.formats = {csv_format()}, .currency = usd};
        options.threads = threads;
        const LoadReport report = load_table("deals", path, mapping, options, builder);
        CHECK(report.left_out.at(0).rows == 20'000);
        CHECK(report.kept == 40'000);
        CHECK(builder.build().report().tables.at(0).left_out == 20'000);
    }
}

TEST_CASE("a mapping makes names that look alike one, in all tables or in some") {
    const std::map<std::string, std::string> files{
        {"deals.csv",
         "id,rep,product,stage,closed,amount\n1,Ann,Bolt,won,2025-01-05,1\n"
         "2,ANN,bolt,won,2025-01-06,2\n"},
        {"targets.csv", "metric,rep,from,until,amount\nrevenue,ann,2025-01-01,2025-02-01,6\n"}};
    const auto rows = [&](const std::string& mapping) {
        const Loaded one = loaded(files, mapping);
        std::string all;
        for (const char* by : {"rep", "product"})
            for (const auto row : rollup(one.book).metrics(revenue).by(by).during(year).run())
                all += row.key().group[0] + " " + make::text(row[revenue]) + "; ";
        return all + std::to_string(one.of_kind(FindingKind::look_alike).size());
    };
    const std::string tables = R"("tables": {"targets": {}, "deals": )";
    CHECK(
        rows("{" + tables + "{}}}") ==
        "ANN 2.00 USD; Ann 1.00 USD; Bolt 1.00 USD; bolt 2.00 USD; 3");
    CHECK(rows(R"({"fold": true, )" + tables + "{}}}") == "Ann 3.00 USD; Bolt 3.00 USD; 0");
    CHECK(rows("{" + tables + R"({"fold": true}}})") == "Ann 3.00 USD; Bolt 3.00 USD; 0");
    CHECK(
        rows("{" + tables + R"({"fields": {"rep": {"columns": "rep", "fold": true}}}}})") ==
        "Ann 3.00 USD; Bolt 1.00 USD; bolt 2.00 USD; 1");
}
