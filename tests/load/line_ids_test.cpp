// SPDX-License-Identifier: MIT
// Tables without an id: it is made of the file and the line.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/activity.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

using Texts = std::vector<std::string>;

LoadOptions with_threads(unsigned threads) {
    LoadOptions options;
    options.formats = {csv_format(), json_format()};
    options.currency = usd;
    options.threads = threads;
    return options;
}

Book loaded(const TempDir& folder, const std::string& mapping, unsigned threads = 1) {
    BookBuilder builder{usd};
    load_directory(folder.path(), parse_mapping(mapping), with_threads(threads), builder);
    return builder.build();
}

Texts ids(const Book& book) {
    Texts texts;
    for (const auto row : rollup(book).metrics(revenue).by("deal").run())
        texts.push_back(row.key().group[0]);
    return texts;
}

}  // namespace

TEST_CASE("deals without an id have that of their file and line") {
    TempDir folder;
    const std::string rows =
        "rep,stage,closed,amount\n"
        "Ann,won,2025-01-02,100\n"
        "Ann,won,2025-01-02,100\n";
    folder.file("north.csv", rows);
    folder.file("south.csv", rows);
    const std::string mapping =
        R"({"tables": {"deals": {"file": "*th.csv", "fields": {"id": {"of": "line"}}}}})";
    const Book book = loaded(folder, mapping);
    // Two rows that say the same are two deals: nothing says that they are one.
    CHECK(make::text(rollup(book).metrics(revenue).run()[0][revenue]) == "400.00 USD");
    CHECK(book.report().findings.empty());
    CHECK(
        ids(book) == Texts{
                         "line 2 of north.csv", "line 2 of south.csv", "line 3 of north.csv",
                         "line 3 of south.csv"});
    CHECK(ids(loaded(folder, mapping)) == ids(book));
}

TEST_CASE("each column that is unpivoted has an id of its own on its line") {
    const Mapping mapping = parse_mapping(R"({"tables": {"activities": {
        "unpivot": {"columns": "* on", "name": "kind", "value": "date"},
        "fields": {"id": {"of": "line"}}}}})");
    const auto read = parse_csv<Activity>(
        "rep,Call on,Demo on\nAnn,2025-01-02,2025-01-05\nBen,,2025-01-06\n",
        {.mapping = mapping.tables.at(0)});
    Texts texts;
    for (const Activity& a : read.records)
        texts.push_back(a.id + " " + a.rep);
    CHECK(texts == Texts{"line 2.1 Ann", "line 2.2 Ann", "line 3.2 Ben"});
    CHECK(read.findings.empty());
}

TEST_CASE("ids of lines are the same for any number of threads") {
    TempDir folder;
    std::string text = "rep,stage,closed,amount\n";
    for (int i = 0; i < 40'000; ++i)
        text += "Ann,won,2025-01-02,100\n";
    folder.file("deals.csv", text);
    const std::string mapping = R"({"tables": {"deals": {"fields": {"id": {"of": "line"}}}}})";
    const Texts one = ids(loaded(folder, mapping, 1));
    CHECK(one.size() == 40'000);
    CHECK(one == ids(loaded(folder, mapping, 4)));
}

TEST_CASE("only an id is made of a line") {
    const auto refused = [](const std::string& field) {
        const std::string text = message_of(
            [&] { (void)parse_mapping(R"({"tables": {"deals": {"fields": )" + field + "}}}"); });
        return text.substr(text.find("fields"));
    };
    CHECK(
        refused(R"({"rep": {"of": "line"}})") ==
        "fields/rep/of: the field is not the id of its records");
    CHECK(
        refused(R"({"id": {"of": "lines"}})") ==
        "fields/id/of: unknown value 'lines' (did you mean 'line'?)");
    CHECK(
        refused(R"({"id": {"of": "line", "columns": "Id"}})") ==
        "fields/id: is of the line, and of something else: one of them goes");
}
