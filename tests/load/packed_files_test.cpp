// SPDX-License-Identifier: MIT
// Files that are packed, files of a table that a pattern names, and workbooks.
#include "catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <filesystem>
#include <string>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const std::string deals_header = "id,stage,closed,amount\n";

using namespace std::string_view_literals;

/// The header and "1,won,2025-01-02,5", packed by gzip.
constexpr std::string_view packed =
    "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xCB\x4C\xD1\x29\x2E\x49\x4C\x4F\xD5\x49\xCE\xC9"
    "\x2F\x4E\x4D\xD1\x49\xCC\xCD\x2F\xCD\x2B\xE1\x32\xD4\x29\xCF\xCF\xD3\x31\x32\x30\x32\xD5"
    "\x35\x30\xD4\x35\x30\xD2\x31\xE5\x02\x00\xAD\x68\x0E\xC0\x2A\x00\x00\x00"sv;
/// {"id":"1","stage":"won","closed":"2025-01-02","amount":5}
constexpr std::string_view packed_json =
    "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xAB\x56\xCA\x4C\x51\xB2\x52\x32\x54\xD2\x51\x2A"
    "\x2E\x49\x4C\x4F\x05\xB2\xCB\xF3\xF3\x80\xBC\xE4\x9C\xFC\xE2\x54\x90\x94\x91\x81\x91\xA9"
    "\xAE\x81\xA1\xAE\x81\x11\x50\x34\x31\x37\xBF\x34\xAF\x44\xC9\xCA\xB4\x96\x0B\x00\x18\x37"
    "\xC8\x98\x3A\x00\x00\x00"sv;

std::string total_of(const Loaded& all) {
    return make::text(rollup(all.book).metrics(revenue).run()[0][revenue]);
}

}  // namespace

TEST_CASE("all files that are called like a pattern are read, in the order of their names") {
    const std::string mapping = R"({"tables": {"deals": {"file": "deals-*.csv"}}})";
    const Loaded all = loaded(
        {{"deals-b.csv", deals_header + "2,won,2025-01-02,6\n"},
         {"deals-a.csv", deals_header + "1,won,2025-01-02,5\n"},
         {"leads-a.csv", "not to be read"},
         {"deals.csv", "not to be read"}},
        mapping);
    REQUIRE(all.reports.size() == 2);
    CHECK(all.reports[0].file == "deals-a.csv");
    CHECK(all.reports[1].file == "deals-b.csv");
    CHECK(total_of(all) == "11.00 USD");
    CHECK(
        message_of([&] {
            loaded({{"deals.csv", deals_header}}, mapping);
        }).find("holds no file for the table 'deals': none is called like 'deals-*.csv'") !=
        std::string::npos);
    CHECK(code_of([&] {
              loaded({{"deals.csv", deals_header}}, mapping);
          }) == ErrorCode::unreadable_file);
}

TEST_CASE("a pattern names plain files below the folder, and no others") {
    const TempDir dir;
    std::filesystem::create_directory(dir.path() / "data");
    std::filesystem::create_directory(dir.path() / "data/months");
    std::filesystem::create_directory(dir.path() / "data/months/2025-03.csv");
    dir.file("data/months/2025-01.csv", deals_header + "1,won,2025-01-02,5\n");
    dir.file("data/months/2025-02.csv", deals_header + "2,won,2025-01-02,6\n");
    dir.file("secret-1.csv", deals_header + "3,won,2025-01-02,6\n");
    const auto load = [&](const std::string& file) {
        BookBuilder builder{usd};
        const Mapping mapping =
            parse_mapping(R"({"tables": {"deals": {"file": ")" + file + "\"}}}");
        return load_directory(
            dir.path() / "data", mapping, {.formats = {csv_format()}, .currency = usd}, builder);
    };
    const auto reports = load("months/2025-0?.csv");
    REQUIRE(reports.size() == 2);
    CHECK(reports[1].file == "months/2025-02.csv");
    CHECK(code_of([&] { load("../secret-*.csv"); }) == ErrorCode::outside_folder);
    std::filesystem::create_symlink("../../secret-1.csv", dir.path() / "data/months/2025-09.csv");
    CHECK(code_of([&] { load("months/2025-0?.csv"); }) == ErrorCode::outside_folder);
    CHECK(code_of([&] { load("none/2025-0?.csv"); }) == ErrorCode::unreadable_file);
}

TEST_CASE("files may be packed by gzip") {
    const std::string file{packed};
    const std::string without = "packed by gzip, and this library was built without zlib";
    if (message_of([&] { loaded({{"deals.csv.gz", file}}); }).find(without) != std::string::npos)
        return;
    CHECK(total_of(loaded({{"deals.csv.gz", file}})) == "5.00 USD");
    CHECK(total_of(loaded({{"deals.ndjson.gz", std::string{packed_json}}})) == "5.00 USD");
    const auto refused = [](const std::string& bytes) {
        return message_of([&] { loaded({{"deals.csv.gz", bytes}}); });
    };
    const std::string cut = "deals.csv.gz: ends in the middle of what is packed in it";
    CHECK(refused(file.substr(0, file.size() - 1)) == cut);
    CHECK(refused(file.substr(0, 5)) == cut);
    CHECK(refused(deals_header) == "deals.csv.gz: is no gzip file, or a damaged one");
    std::string damaged = file;
    damaged[file.size() - 8] ^= 1;  // the sum of checks
    CHECK(refused(damaged) == "deals.csv.gz: is no gzip file, or a damaged one");
    // Two packed files one after the other are one, so the second header is no record.
    CHECK(loaded({{"deals.csv.gz", file + file}}).reports.at(0).read == 3);
    // By a pattern and a mapping that says the encoding of what was packed.
    const Loaded all = loaded(
        {{"deals-1.csv.gz", file}},
        R"({"encoding": "utf-8", "tables": {"deals": {"file": "deals-*.csv.gz"}}})");
    CHECK(total_of(all) == "5.00 USD");
}

TEST_CASE("a workbook is refused with what to do") {
    for (const char* mapping : {"", R"({"tables": {"deals": {"file": "deals.xlsx"}}})"}) {
        const std::string message = message_of([&] { loaded({{"deals.xlsx", "PK"}}, mapping); });
        CHECK(
            message.find("it is a workbook: save its sheet as CSV UTF-8 (comma delimited), and "
                         "load that") != std::string::npos);
    }
}
