// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/load/load.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

LoadOptions both_formats() { return {.formats = {csv_format(), json_format()}, .currency = usd}; }

const LoadReport& report_of(const std::vector<LoadReport>& reports, const std::string& file) {
    const auto found = std::find_if(reports.begin(), reports.end(), [&](const LoadReport& report) {
        return report.file == file;
    });
    REQUIRE(found != reports.end());
    return *found;
}

const TableCount& count_of(const Book& book, const std::string& table) {
    const auto& tables = book.report().tables;
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const TableCount& count) {
        return count.table == table;
    });
    REQUIRE(found != tables.end());
    return *found;
}

}  // namespace

TEST_CASE("every file of a folder that is named after a table is loaded") {
    const TempDir dir;
    dir.file("deals.csv", "id,stage,closed,amount\n1,won,2025-01-05,10\n2,open,,20\n");
    dir.file("deals.json", R"([{"id":"3","stage":"won","closed":"2025-01-06","amount":30}])");
    dir.file("leads.ndjson", "{\"id\":\"L1\",\"created\":\"2025-01-01\"}\n");
    dir.file("notes.csv", "whatever\n");
    BookBuilder builder{usd};
    const auto reports = load_directory(dir.path(), {}, both_formats(), builder);
    CHECK(reports.size() == 3);
    CHECK(report_of(reports, "deals.csv").kept == 2);
    CHECK(report_of(reports, "deals.json").table == "deals");
    CHECK(report_of(reports, "leads.ndjson").kept == 1);
    const Book book = builder.build();
    CHECK(book.records("deals") == 3);
    CHECK(book.records("leads") == 1);
}

TEST_CASE("nothing is lost: read is kept and rejected, with file, line, field, value and reason") {
    const TempDir dir;
    dir.file(
        "deals.csv",
        "id,stage,closed,amount\n"
        "1,won,2025-01-05,10\n"
        "2,closing,2025-01-05,10\n"
        "3,won,2025-02-30,10\n"
        "4,won,2025-01-05,99999999999999999999\n"
        "5,won,2025-01-05,ten\n"
        "1,won,2025-01-07,10\n"
        "6,won,,10\n"
        "7,won,2025-01-05,\xFF\n"
        "8,\"won,2025-01-05,10\n"
        "9,lost,2025-01-08,0\n");
    BookBuilder builder{usd};
    const auto reports = load_directory(dir.path(), {}, both_formats(), builder);
    CHECK(reports.at(0).read == 10);
    CHECK(reports.at(0).kept == 8);
    CHECK(reports.at(0).rejected == 2);
    const Book book = builder.build();
    CHECK(count_of(book, "deals") == TableCount{"deals", 10, 7, 3});

    struct Expected {
        std::size_t line;
        std::string id, field, value, reason;
        FindingKind kind = FindingKind::invalid;
        bool rejected = false;
    };
    const std::vector<Expected> expected{
        {2, "1", "closed", "2025-01-05",
         "is 2025-01-07 in line 7 of deals.csv, and neither is later: of what they say differently "
         "(closed) nothing counts",
         FindingKind::conflict},
        {3, "2", "stage", "closing", "is not one of open, won, lost", FindingKind::invalid, true},
        {4, "3", "closed", "2025-02-30", "is not a day of the calendar"},
        {5, "4", "amount", "99999999999999999999", "does not fit in 64 bits"},
        {6, "5", "amount", "ten", "is not a number"},
        {7, "1", "closed", "2025-01-07",
         "is 2025-01-05 in line 2 of deals.csv, and neither is later: of what they say differently "
         "(closed) nothing counts",
         FindingKind::conflict, true},
        {8, "6", "closed", "", "is missing although the deal is won", FindingKind::undated},
        {9, "7", "amount", "\xEF\xBF\xBD",
         "is not valid UTF-8; looks like windows-1252: \"encoding\": \"windows-1252\""},
        {10, "", "", "8,\"won,2025-01-05,10", "opens a quote that is never closed",
         FindingKind::unreadable, true}};
    std::vector<Finding> findings = book.report().findings;
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.line < b.line;
    });
    REQUIRE(findings.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Finding wanted{
            "deals",           "deals.csv",       expected[i].line,   expected[i].id,
            expected[i].field, expected[i].value, expected[i].reason, expected[i].rejected,
            expected[i].kind};
        CAPTURE(findings[i].line, findings[i].reason, findings[i].id, findings[i].value);
        CHECK(findings[i] == wanted);
    }
}

TEST_CASE("more records than fit in one chunk keep their lines") {
    std::string text = "id,stage,closed\n";
    for (int i = 1; i <= 10'000; ++i)
        text += std::to_string(i) + ",won,2025-01-05\n";
    text += "9999,won,2025-01-05\n";
    const TempDir dir;
    BookBuilder builder{usd};
    const auto path = dir.file("some.csv", text);
    const LoadReport report = load_table("deals", path, {}, both_formats(), builder);
    CHECK(report.kept == 10'001);
    CHECK(report.file == path.string());
    const Book book = builder.build();
    CHECK(book.records("deals") == 10'000);
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].line == 10'002);
    CHECK(book.report().findings[0].file == path.string());
}

TEST_CASE("a mapping says which files there are") {
    const TempDir dir;
    dir.file("north.csv", "nr,state\n1,won\n");
    dir.file("south.csv", "nr,state\n2,lost\n");
    dir.file("leads.json", R"([{"id":"L1"}])");
    dir.file("quotes.csv", "not,ours\n");
    TableMapping north{.table = "deals", .file = "north.csv"};
    north.fields["id"].columns = {"nr"};
    north.fields["stage"].columns = {"state"};
    north.fields["closed"].constant = "2025-01-01";
    TableMapping south = north;
    south.file = "south.csv";
    Mapping mapping{.currency = eur, .tables = {north, south, {.table = "leads"}}};
    BookBuilder builder{usd};
    const auto reports = load_directory(dir.path(), mapping, both_formats(), builder);
    CHECK(reports.size() == 3);
    CHECK(builder.build().records("deals") == 2);

    mapping.tables.push_back({.table = "tickets"});
    CHECK(code_of([&] {
              load_directory(dir.path(), mapping, both_formats(), builder);
          }) == ErrorCode::unreadable_file);
    mapping.tables = {{.table = "deels", .file = "north.csv"}};
    CHECK(code_of([&] {
              load_directory(dir.path(), mapping, both_formats(), builder);
          }) == ErrorCode::unknown_table);
}

TEST_CASE("what cannot be loaded at all is an error that names it") {
    const TempDir dir;
    BookBuilder builder{usd};
    const auto load = [&](const std::filesystem::path& path) {
        return code_of([&] { load_table("deals", path, {}, both_formats(), builder); });
    };
    CHECK(load(dir.path()) == ErrorCode::unreadable_file);
    CHECK(load(dir.path() / "none.csv") == ErrorCode::unreadable_file);
    CHECK(load(dir.file("empty.csv", "")) == ErrorCode::empty_file);
    CHECK(load(dir.file("empty.json", "")) == ErrorCode::empty_file);
    CHECK(load(dir.file("blank.csv", "\n\n")) == ErrorCode::empty_file);
    CHECK(load(dir.file("columns.csv", "id,amount\n")) == ErrorCode::missing_column);
    CHECK(load(dir.file("broken.json", "[{]")) == ErrorCode::invalid_json);
    CHECK(message_of([&] {
              load_table("deals", dir.path(), {}, both_formats(), builder);
          }) == dir.path().string() + ": cannot be read: it is a directory");
    CHECK(message_of([&] {
              load_table("deels", dir.path() / "empty.csv", {}, both_formats(), builder);
          }) == "there is no table 'deels' (did you mean 'deals'?)");
    CHECK(code_of([&] {
              load_table("deals", dir.path() / "columns.csv", {}, {}, builder);
          }) == ErrorCode::invalid_argument);

    const TempDir nothing;
    CHECK(code_of([&] {
              load_directory(nothing.path(), {}, both_formats(), builder);
          }) == ErrorCode::unreadable_file);
    CHECK(code_of([&] {
              load_directory(nothing.path() / "x", {}, both_formats(), builder);
          }) == ErrorCode::unreadable_file);
    nothing.file("deals.csv", "");
    CHECK(code_of([&] {
              load_directory(nothing.path(), {}, both_formats(), builder);
          }) == ErrorCode::empty_file);
    // A directory where a file should be
    std::filesystem::remove(nothing.path() / "deals.csv");
    std::filesystem::create_directory(nothing.path() / "deals.csv");
    CHECK(code_of([&] {
              load_directory(nothing.path(), {}, both_formats(), builder);
          }) == ErrorCode::unreadable_file);
}

TEST_CASE("progress ends with all bytes of each file") {
    const TempDir dir;
    dir.file("leads.csv", "id\n" + std::string(1'000'000, '\n') + "1\n");
    LoadOptions options = both_formats();
    std::vector<std::uint64_t> done;
    std::uint64_t total = 0;
    std::chrono::nanoseconds elapsed{0};
    options.progress = [&](const LoadProgress& progress) {
        CHECK(progress.file == "leads.csv");
        CHECK(progress.elapsed >= elapsed);
        elapsed = progress.elapsed;
        done.push_back(progress.done);
        total = progress.total;
    };
    BookBuilder builder{usd};
    load_directory(dir.path(), {}, options, builder);
    CHECK(total == 1'000'005);
    REQUIRE(done.size() > 2);
    CHECK(std::is_sorted(done.begin(), done.end()));
    CHECK(done.back() == total);
    CHECK(elapsed.count() > 0);
}

TEST_CASE("rate and time left follow from bytes and time, where these are known") {
    using std::chrono::seconds;
    const LoadProgress progress{"deals.csv", 30, 120, seconds{2}};
    CHECK(progress.bytes_per_second() == 15.0);
    CHECK(progress.time_left() == std::chrono::duration<double>{6});
    CHECK(LoadProgress{"deals.csv", 120, 120, seconds{8}}.time_left()->count() == 0);
    // A file that has grown since
    CHECK(LoadProgress{"deals.csv", 130, 120, seconds{8}}.time_left()->count() == 0);
    CHECK_FALSE(LoadProgress{"deals.csv", 0, 120, seconds{2}}.bytes_per_second());
    CHECK_FALSE(LoadProgress{"deals.csv", 0, 120, seconds{2}}.time_left());
    CHECK_FALSE(LoadProgress{"deals.csv", 30, 120, seconds{0}}.time_left());
    CHECK(LoadProgress{"stream", 30, 0, seconds{2}}.bytes_per_second() == 15.0);
    CHECK_FALSE(LoadProgress{"stream", 30, 0, seconds{2}}.time_left());
}
