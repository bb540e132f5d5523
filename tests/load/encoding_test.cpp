// SPDX-License-Identifier: MIT
// Files that are not UTF-8.
#include "load/encoding.hpp"

#include "catch.hpp"
#include "load/byte_sources.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/deal.hpp>

#include <memory>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const std::string case_13 =
    "id,rep,stage,created,closed,amount\n"
    "1,J\xFCrgen M\xFCller,won,2025-01-01,2025-01-10,100\n"
    "2,Ann,won,2025-01-01,2025-01-12,50\n";
constexpr const char* juergen = "J\xC3\xBCrgen M\xC3\xBCller";

std::string with_encoding(const std::string& name) { return R"({"encoding": ")" + name + "\"}"; }

std::string revenue_of_rep(const Loaded& all, const std::string& rep) {
    return make::text(rollup(all.book).metrics(revenue).by(by::rep).run().at({rep})[revenue]);
}

/// ASCII and letters of Latin-1 in two bytes each.
std::string utf_16(std::string_view latin, bool has_high_byte_first) {
    std::string text;
    for (const char c : latin) {
        if (has_high_byte_first) text += '\0';
        text += c;
        if (!has_high_byte_first) text += '\0';
    }
    return text;
}

std::string encoding_refusal(const std::string& csv, const std::string& mapping) {
    return message_of([&] { loaded({{"deals.csv", csv}}, mapping); });
}

}  // namespace

TEST_CASE("case 13: a file in Windows-1252 says so, and every name is there", "[case]") {
    for (const char* encoding : {"windows-1252", "Windows-1252", "iso-8859-1", "iso-8859-15"}) {
        INFO(encoding);
        const Loaded all = loaded({{"deals.csv", case_13}}, with_encoding(encoding));
        CHECK(revenue_of_rep(all, juergen) == "100.00 USD");
        CHECK(revenue_of_rep(all, "Ann") == "50.00 USD");
        CHECK(all.book.report().findings.empty());
    }
    // The euro stands in another place in each of them.
    CHECK(
        revenue_of_rep(
            loaded(
                {{"deals.csv", "id,rep,stage,closed,amount\n1,\x80,won,2025-01-02,5\n"}},
                with_encoding("windows-1252")),
            "\xE2\x82\xAC") == "5.00 USD");
    CHECK(
        revenue_of_rep(
            loaded(
                {{"deals.csv", "id,rep,stage,closed,amount\n1,\xA4,won,2025-01-02,5\n"}},
                with_encoding("iso-8859-15")),
            "\xE2\x82\xAC") == "5.00 USD");
    CHECK(
        revenue_of_rep(
            loaded(
                {{"deals.csv", "id,rep,stage,closed,amount\n1,\xA3ukasz,won,2025-01-02,5\n"}},
                with_encoding("windows-1250")),
            "\xC5\x81ukasz") == "5.00 USD");
}

TEST_CASE("marks at the begin of a file say its encoding") {
    for (const std::string& csv :
         {"\xFF\xFE" + utf_16(case_13, false), "\xFE\xFF" + utf_16(case_13, true)})
        for (const char* mapping : {"", R"({"encoding": "windows-1252"})"}) {
            const Loaded all = loaded({{"deals.csv", csv}}, mapping);
            CHECK(revenue_of_rep(all, juergen) == "100.00 USD");
            CHECK(revenue_of_rep(all, "Ann") == "50.00 USD");
        }
    const Loaded tabs = loaded(
        {{"deals.csv",
          "\xFF\xFE" +
              utf_16(
                  "ID\tRep\tStage\tClosed\tAmount\r\n1\tZo\xEB\twon\t2025-01-02\t5\r\n", false)}});
    CHECK(revenue_of_rep(tabs, "Zo\xC3\xAB") == "5.00 USD");
    const Loaded json = loaded(
        {{"deals.json",
          "\xFF\xFE" + utf_16(
                           R"([{"id": "1", "rep": "Zo)"
                           "\xEB"
                           R"(", "stage": "won", "closed": "2025-01-02", "amount": 5}])",
                           false)}});
    CHECK(revenue_of_rep(json, "Zo\xC3\xAB") == "5.00 USD");
}

TEST_CASE("a file that is not what the mapping says is refused, with the place and a guess") {
    CHECK(
        encoding_refusal(case_13, with_encoding("utf-8")) ==
        "deals.csv: byte 0xFC at offset 38 is not UTF-8; looks like windows-1252: \"encoding\": "
        "\"windows-1252\"");
    CHECK(
        encoding_refusal("id,rep,stage\n1,\x81,won\n", with_encoding("windows-1252")) ==
        "deals.csv: byte 0x81 at offset 15 is not windows-1252");
    const std::string utf_8 = "id,rep,stage\n1,J\xC3\xBCrgen,won\n";
    CHECK(
        encoding_refusal(utf_8, with_encoding("windows-1252")) ==
        "deals.csv: is not windows-1252 as the mapping says, but UTF-8: \"encoding\": \"utf-8\"");
    CHECK(encoding_refusal(utf_8, with_encoding("utf-8")).empty());
    CHECK(
        encoding_refusal("\xFF\xFEi", "").find("byte 0x69 at offset 2 is not utf-16le") !=
        std::string::npos);
    CHECK(code_of([] {
              loaded({{"deals.csv", case_13}}, R"({"encoding": "utf-8"})");
          }) == ErrorCode::unreadable_file);
    // Far behind the begin, and in the middle of a character.
    std::string long_file = "id,rep,stage\n";
    for (int i = 0; i < 40'000; ++i)
        long_file += std::to_string(i) + ",Zo\xC3\xAB,won\n";
    CHECK(encoding_refusal(long_file, with_encoding("utf-8")).empty());
    CHECK(encoding_refusal(long_file + "x,\xC3", with_encoding("utf-8"))
              .starts_with(
                  "deals.csv: byte 0xC3 at offset " + std::to_string(long_file.size() + 2) +
                  " is not UTF-8"));
}

TEST_CASE("only rows of another encoding are rejected where the mapping says so") {
    const std::string rows = R"({"encoding_errors": "reject_rows"})";
    const Loaded all = loaded({{"deals.csv", case_13}}, rows);
    CHECK(all.reports.at(0).kept == 1);
    CHECK(all.reports.at(0).rejected == 1);
    CHECK(all.book.report().findings.at(0).line == 2);
    CHECK(all.book.report().findings.at(0).rejected);
    const Loaded one = loaded(
        {{"deals.csv", "id,rep,stage\n1,\x81,won\n2,\xFC,won\n"}},
        R"({"encoding": "windows-1252", "encoding_errors": "reject_rows"})");
    CHECK(one.reports.at(0).kept == 1);
    CHECK(one.book.report().findings.at(0).line == 2);
}

TEST_CASE("there is no such encoding") {
    CHECK(
        message_of([] { parse_mapping(R"({"encoding": "windows-1251x"})"); }) ==
        "mapping: /encoding: unknown encoding 'windows-1251x' (did you mean 'windows-1251'?)");
    CHECK(code_of([] {
              parse_mapping(R"({"encoding": "utf-8//IGNORE"})");
          }) == ErrorCode::invalid_mapping);
    ReadOptions options;
    options.mapping.layout.encoding = "none";
    CHECK(code_of([&] { parse_csv<Deal>("id,stage\n", options); }) == ErrorCode::invalid_mapping);
    options.mapping.layout.encoding = "iso-8859-1";
    const auto read = parse_csv<Deal>("id,rep,stage\n1,\xFC,won\n", options);
    CHECK(read.records.at(0).rep == "\xC3\xBC");
}

TEST_CASE("converted bytes come in pieces of any size") {
    std::string latin;
    for (int i = 0; i < 100'000; ++i)
        latin += static_cast<char>(i % 5 == 0 ? 0xE0 + i % 30 : 'a' + i % 26);
    std::string all;
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 18}) {
        const auto source = detail::decoded(
            std::make_unique<detail::TextSource>(latin), {.encoding = "iso-8859-1"}, "");
        std::string text;
        std::string block(piece, '\0');
        while (const std::size_t got = source->read(block.data(), piece))
            text.append(block, 0, got);
        if (all.empty()) all = text;
        CHECK(text == all);
    }
    CHECK(all.size() == 120'000);
}
