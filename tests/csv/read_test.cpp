// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/survey.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace saleskpi;

namespace {

/// Teams are the simplest records: three texts.
Records<Assignment> teams(std::string_view text, const ReadOptions& options = {}) {
    return parse_csv<Assignment>(text, options);
}

std::vector<std::string> reps(const Records<Assignment>& read) {
    std::vector<std::string> names;
    for (const Assignment& record : read.records)
        names.push_back(record.rep);
    return names;
}

using Names = std::vector<std::string>;
using Lines = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a CSV file is read by the names of its columns") {
    const auto read = parse_csv<Deal>(
        "closed,stage,id,amount,note,rep\n"
        "2025-03-01,won,7,1234.50,hello,Asha\n",
        {.currency = usd});
    REQUIRE(read.records.size() == 1);
    const Deal& deal = read.records[0];
    CHECK(deal.id == "7");
    CHECK(deal.rep == "Asha");
    CHECK(deal.stage == Stage::won);
    CHECK(deal.closed == make_date(2025, 3, 1));
    CHECK(deal.amount == Money{123450, usd});
    CHECK_FALSE(deal.created);
    CHECK(read.lines == Lines{2});
    CHECK(read.findings.empty());
    CHECK(read.report.ignored_columns == Names{"note"});
}

TEST_CASE("quotes, as RFC 4180 has them") {
    const auto read = teams(
        "rep,team,region\r\n"
        "\"Asha, the first\",\"the \"\"A\"\" team\",\"two\r\nlines\"\r\n"
        "Ben,,\r\n");
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].rep == "Asha, the first");
    CHECK(read.records[0].team == "the \"A\" team");
    CHECK(read.records[0].region == "two\r\nlines");
    CHECK(read.records[1].rep == "Ben");
    CHECK(read.records[1].team.empty());
    CHECK(read.lines == Lines{2, 4});
}

TEST_CASE("a quote inside an unquoted value is part of it") {
    const auto read = teams("rep,team\nAsha,24\" screens\nBen,5\" and 7\"\n");
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].team == "24\" screens");
    CHECK(read.records[1].team == "5\" and 7\"");
}

TEST_CASE("line ends, blank lines, a byte order mark and spaces do not matter") {
    const std::string_view same[] = {
        "rep,team\nAsha,A\nBen,B\n",
        "rep,team\r\nAsha,A\r\nBen,B\r\n",
        "rep,team\rAsha,A\rBen,B\r",
        "\xEF\xBB\xBFrep,team\nAsha,A\nBen,B",
        "\n\nrep,team\n\nAsha,A\n   \n\nBen,B\n\n",
        " rep , team \n  Asha ,\tA \nBen, \"B\" \n",
        "rep,team\nAsha,A\n,\nBen,B\n"};
    for (const std::string_view text : same) {
        const auto read = teams(text);
        CAPTURE(text);
        CHECK(reps(read) == Names{"Asha", "Ben"});
        REQUIRE(read.records.size() == 2);
        CHECK(read.records[0].team == "A");
        CHECK(read.records[1].team == "B");
        CHECK(read.findings.empty());
    }
}

TEST_CASE("spaces in quotes belong to a text, and not to a number") {
    const auto read = parse_csv<Survey>("kind,customer,score\nfeedback,\" Acme \",\" 7 \"\n");
    REQUIRE(read.records.size() == 1);
    CHECK(read.records[0].customer == " Acme ");
    CHECK(read.records[0].score == Decimal::from_nanos(7'000'000'000));
}

TEST_CASE("any delimiter") {
    ReadOptions options;
    options.mapping.delimiter = ';';
    CHECK(teams("rep;team\nAsha, R.;A\n", options).records[0].rep == "Asha, R.");
    options.mapping.delimiter = '\t';
    const auto read = teams("rep\tteam\tregion\nAsha\t\tEMEA\n", options);
    CHECK(read.records[0].team.empty());
    CHECK(read.records[0].region == "EMEA");
}

TEST_CASE("a short line lacks its last values, a long one is rejected unless it ends in nothing") {
    const auto read = teams("rep,team,region\nAsha\nBen,B,EMEA,,\nEva,E,EMEA,extra\n");
    CHECK(reps(read) == Names{"Asha", "Ben"});
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].line == 4);
    CHECK(read.findings[0].value == "extra");
    CHECK(read.findings[0].reason == "is one value more than the header has columns");
}

TEST_CASE("a quote that is never closed costs its line and no other") {
    const auto read = teams("rep,team\nAsha,\"A\nBen,B\nEva,E\n");
    CHECK(reps(read) == Names{"Ben", "Eva"});
    CHECK(read.lines == Lines{3, 4});
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].line == 2);
    CHECK(read.findings[0].value == "Asha,\"A");
    CHECK(read.findings[0].reason == "opens a quote that is never closed");
}

TEST_CASE("text behind a closing quote costs the line where the quote was opened") {
    const auto read = teams("rep,team\n\"Asha\" R,A\nBen,\"B\n\"Eva\",E\nZoe,Z\n");
    // Line 3 opens a quote that the first of line 4 seems to close.
    CHECK(reps(read) == Names{"Eva", "Zoe"});
    REQUIRE(read.findings.size() == 2);
    CHECK(read.findings[0].line == 2);
    CHECK(read.findings[1].line == 3);
    CHECK(
        read.findings[0].reason ==
        "has text behind a closing quote, or opens one that is not closed");
    CHECK(read.report.read == 4);
    CHECK(read.report.kept == 2);
    CHECK(read.report.rejected == 2);
}

TEST_CASE("a record longer than the limit is rejected, and reading goes on") {
    const std::string many(300, 'x');
    ReadOptions options;
    options.max_record_bytes = 100;
    SECTION("as one line") {
        const auto read = teams("rep,team\nAsha," + many + "\nBen,B\n" + many, options);
        CHECK(reps(read) == Names{"Ben"});
        REQUIRE(read.findings.size() == 2);
        CHECK(read.findings[0].line == 2);
        CHECK(read.findings[0].reason == "is longer than the 100 bytes allowed for a record");
        CHECK(read.findings[0].value.starts_with("Asha,xxx"));
        CHECK(read.findings[0].value.size() < 100);
        CHECK(read.findings[1].line == 4);
    }
    SECTION("in quotes over many lines") {
        std::string text = "rep,team\n\"Asha,A\n";
        for (int i = 0; i < 40; ++i)
            text += "Ben,B\n";
        const auto read = teams(text, options);
        CHECK(read.records.size() == 40);
        REQUIRE(read.findings.size() == 1);
        CHECK(read.findings[0].line == 2);
    }
}

TEST_CASE("broken UTF-8 in a value that is used is no value") {
    const char* const broken[] = {
        "\xFF", "\xC3",     "\xC0\xAF",        "\xED\xA0\x80", "\xF5\x80\x80\x80",
        "\x80", "\xE2\x82", "\xF0\x80\x80\x80"};
    for (const std::string bytes : broken) {
        const auto read = teams("rep,team\nAsha,T" + bytes + "\nBen,B\xC3\xBC\n");
        CHECK(reps(read) == Names{"Asha", "Ben"});
        CHECK(read.records[0].team.empty());
        REQUIRE(read.findings.size() == 1);
        CHECK(!read.findings[0].rejected);
        CHECK(read.findings[0].field == "team");
        CHECK(
            read.findings[0].reason ==
            "is not valid UTF-8; looks like windows-1252: \"encoding\": \"windows-1252\"");
        CHECK(read.findings[0].value.starts_with("T\xEF\xBF\xBD"));
    }
    CHECK(teams("rep,comment\nAsha,\xFF\n").records.size() == 1);
}

TEST_CASE("a file without a header is an error, one with nothing else is not") {
    CHECK(code_of([] { teams(""); }) == ErrorCode::empty_file);
    CHECK(code_of([] { teams("\xEF\xBB\xBF"); }) == ErrorCode::empty_file);
    CHECK(code_of([] { teams("\r\n  \n,,\n"); }) == ErrorCode::empty_file);
    CHECK(teams("rep,team").records.empty());
    CHECK(code_of([] { teams("\"rep,team\nAsha,A\n"); }) == ErrorCode::unreadable_file);
    // UTF-16, as some spreadsheets save it
    CHECK(code_of([] {
              teams(std::string_view{"r\0e\0p\0\n\0", 8});
          }) == ErrorCode::unreadable_file);
}

TEST_CASE("a header line that opens a quote is an error, whatever stands before it and after it") {
    const std::string why = "the header line opens a quote that is never closed";
    CHECK(message_of([] { teams("a,\"b\n1,A\n"); }) == why);
    CHECK(message_of([] { teams("rep,\"team"); }) == why);
    CHECK(message_of([] { teams("\xEF\xBB\xBFrep,team,\"region\r\nAsha,A,E\r\n"); }) == why);
    // So many that the bytes of the first line are long gone.
    std::string rows;
    for (int i = 0; i < 100'000; ++i)
        rows += "Zo\xC3\xAB,\xC3\x84" + std::to_string(i) + "\n";
    ReadOptions options;
    options.max_record_bytes = 10'000'000;
    CHECK(message_of([&] { teams("rep,\"team\n" + rows, options); }) == why);
    CHECK(
        message_of([&] { teams("rep,\"team\n" + rows); }) ==
        "the header line opens a quote, with which it is longer than the 1048576 bytes allowed "
        "for a record");
}

TEST_CASE("a column that must be there") {
    CHECK(message_of([] {
              parse_csv<Deal>("id,rep,stag\n1,Asha,won\n");
          }) == "no column 'stage'; the file has: id, rep, stag (did you mean 'stag'?)");
    CHECK(code_of([] { parse_csv<Deal>("id,rep,stag\n"); }) == ErrorCode::missing_column);
    // Which of the two is meant?
    CHECK(code_of([] { teams("rep,rep\nAsha,Ben\n"); }) == ErrorCode::unreadable_file);
    CHECK(teams("rep,x,x\nAsha,1,2\n").records.size() == 1);
}

TEST_CASE("a required value that is missing rejects the record, whatever its type") {
    const auto read = parse_csv<Deal>("id,stage\n1,\n,won\n3,lost\n");
    // The stage of a deal is never missing in the struct: a record without one would be open.
    REQUIRE(read.records.size() == 1);
    CHECK(read.records[0].id == "3");
    REQUIRE(read.findings.size() == 2);
    CHECK(read.findings[0].field == "stage");
    CHECK(read.findings[0].id == "1");
    CHECK(read.findings[0].reason == "is missing");
    CHECK(read.findings[1].field == "id");
}

namespace {

struct MyDeal : Deal {
    std::string vertical;
    std::optional<std::int16_t> floor;
};

}  // namespace

template <>
struct saleskpi::Schema<MyDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{
        saleskpi::field("vertical", &MyDeal::vertical), saleskpi::field("floor", &MyDeal::floor)};
};

TEST_CASE("a struct of one's own is read like the library's") {
    const auto read =
        parse_csv<MyDeal>("id,stage,vertical,floor\n1,open,health,12\n2,open,trade,99999\n");
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].id == "1");
    CHECK(read.records[0].vertical == "health");
    CHECK(read.records[0].floor == 12);
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].field == "floor");
    CHECK(read.findings[0].reason == "does not fit in its field");
}

TEST_CASE("what was read without a book goes into one as it is") {
    const auto read = parse_csv<Deal>(
        "id,stage,closed,amount\n1,won,2025-03-01,10\n2,wonn,2025-03-01,20\n", {.currency = usd});
    BookBuilder builder{usd};
    const Book book = builder.add(read).build();
    CHECK(book.records("deals") == 1);
    REQUIRE(book.report().tables.size() == 1);
    CHECK(book.report().tables[0] == TableCount{"deals", 2, 1, 1, 0});
    // And so does what is about to go.
    const Book other = BookBuilder{usd}.add(parse_csv<Deal>("id,stage\n1,open\n")).build();
    CHECK(other.records("deals") == 1);
}
