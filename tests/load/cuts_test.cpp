// SPDX-License-Identifier: MIT
// Where a source of bytes cuts them must not show: neither in rows, nor in what is found wrong.
#include "../catch.hpp"
#include "csv/parallel_csv.hpp"
#include "json/lines.hpp"
#include "support/pieces.hpp"
#include "support/row_notes.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

using Sizes = std::vector<std::size_t>;
using Random = std::mt19937;

const std::array<std::string, 2> wanted{"a", "b"};

ReadRequest request_of(const std::string& file, std::size_t limit) {
    ReadRequest request;
    request.file = file;
    request.table = "deals";
    request.columns = wanted;
    request.max_record_bytes = limit;
    return request;
}

/// What is read of a text that comes in pieces of these sizes.
std::vector<std::string> read_in(
    const std::string& text, const std::string& file, std::size_t limit, const Sizes& sizes) {
    return notes_of(false, [&](RowSink& sink) {
        const FileFormat format = file.ends_with(".csv") ? csv_format() : json_format();
        Pieces source{text, sizes};
        format.read(source, request_of(file, limit), sink);
    });
}

/// The same of a CSV file by several threads.
std::vector<std::string> read_in_parts(
    const std::string& text, std::size_t limit, const Sizes& sizes, std::size_t part_bytes) {
    return notes_of(true, [&](RowSink& sink) {
        ReadRequest request = request_of("some.csv", limit);
        request.threads = 3;
        Pieces source{text, sizes};
        detail::read_csv_in_parts(source, request, sink, part_bytes);
    });
}

/// The same of lines of JSON.
std::vector<std::string> read_lines_in_parts(
    const std::string& text, std::size_t limit, const Sizes& sizes, std::size_t part_bytes) {
    return notes_of(true, [&](RowSink& sink) {
        ReadRequest request = request_of("some.ndjson", limit);
        request.threads = 3;
        Pieces source{text, sizes};
        detail::read_json_lines(source, request, sink, part_bytes);
    });
}

/// What is read of lines of JSON, with a third column, which has no values. If its name is a path into an
/// object, every line is read by the parser of JSON documents.
std::vector<std::string> read_lines_with(const std::string& third, const std::string& text) {
    const std::array<std::string, 3> columns{"a", "b", third};
    auto notes = notes_of(false, [&](RowSink& sink) {
        ReadRequest request = request_of("some.ndjson", text.size() + 1);
        request.columns = columns;
        Pieces source{text, {text.size() + 1}};
        json_format().read(source, request, sink);
    });
    // Only who looks for paths notes those that there are, instead of the keys around them.
    std::erase_if(notes, [](const std::string& note) { return note.starts_with("0: key "); });
    return notes;
}

const std::array<Sizes, 6> cuts{Sizes{1}, Sizes{2},           Sizes{3},
                                Sizes{7}, Sizes{1, 5, 2, 64}, Sizes{65536, 3}};

void check_cuts(const std::string& text, const std::string& file, std::size_t limit) {
    CAPTURE(text, file, limit);
    const auto expected = read_in(text, file, limit, {text.size() + 1});
    for (const Sizes& sizes : cuts) {
        const auto actual = read_in(text, file, limit, sizes);
        if (actual != expected) CHECK(actual == expected);
    }
}

/// The text with some bytes changed, and some of the pieces put in, doubled or cut out.
template <std::size_t N>
std::string mutated(
    std::string text, const std::array<std::string_view, N>& pieces, Random& random) {
    for (auto edits = random() % 6; edits > 0; --edits) {
        const std::size_t at = random() % (text.size() + 1);
        const std::size_t n = random() % 12;
        switch (random() % 5) {
            case 0:
                text.erase(at, n);
                break;
            case 1:
                text.insert(at, text.substr(at, n));
                break;
            case 2:
                if (at < text.size()) text[at] = static_cast<char>(random() % 256);
                break;
            case 3:
                text.insert(at, n * 9, 'x');
                break;
            default:
                text.insert(at, pieces[random() % N]);
        }
    }
    return text;
}

std::size_t limit_of(Random& random) {
    constexpr std::array<std::size_t, 6> limits{1, 9, 20, 64, 150, 100'000};
    return limits[random() % limits.size()];
}

}  // namespace

TEST_CASE("CSV is read in the same way, however its bytes come") {
    constexpr std::array<std::string_view, 16> pieces{
        "\"", "\"\"", ",",   "\n",   "\r",   "\r\n", "\xEF\xBB\xBF", "\xC3\xA9",
        " ",  ",\"",  "\",", "\"\n", "\r\"", "\x8B", "\xC3",         "\n\n"};
    const std::array<std::string, 4> seeds{
        "a,b\n1,x\n2,\"y\nz\"\n3,\"say \"\"no\"\"\"\n",
        "\xEF\xBB\xBF\"a\",\"b\"\r\n1,\xC3\xA9\r\n\r\n2,\"two\r\nlines\"\r\n",
        "b,c,a\r1,2,3\r\"4\r5\",6,7\r,,\r8,9,10,11\r",
        "\"b\",\"a\n\",a\nlong,and longer\n\"open,1\n2,3\n4,\"5\"6\n7,8"};
    Random random{20250301};
    for (int i = 0; i < 1500; ++i) {
        const std::string text = mutated(seeds[random() % seeds.size()], pieces, random);
        const std::size_t limit = limit_of(random);
        check_cuts(text, "some.csv", limit);
        const auto expected = read_in(text, "some.csv", limit, {text.size() + 1});
        const std::size_t part_bytes = 1 + random() % 30;
        const auto actual = read_in_parts(text, limit, cuts[random() % cuts.size()], part_bytes);
        CAPTURE(text, limit, part_bytes);
        if (actual != expected) CHECK(actual == expected);
    }
}

TEST_CASE("JSON is read in the same way, however its bytes come") {
    constexpr std::array<std::string_view, 18> pieces{
        "\"", "\\\"", ",",     "{",    "}",      "[",        "]",    ":",      "\\u00e9",
        " ",  "\r\n", "1e400", "null", "-1.5e3", "\xC3\xA9", "\x8B", "\"a\":", "{\"a\":1},"};
    const std::array<std::string, 4> seeds{
        R"([{"a":1,"b":"x"},{"a":"2","b":["y"]},{"b":null,"a":true}])",
        R"({"leads":[{"a":0}],"n":"some text","deals":[{"a":1.50,"b":{"c":[1]}}, 5, "six"]})",
        "\xEF\xBB\xBF[ {\"a\" : \"\\u00e9\\n\" } ,\n [1,[2]], {\"b\":\"Zo\xC3\xAB\",\"a\":-0}]\n",
        R"([{"a":[{"rep":"Asha","share":0.6},{"rep":"Ben","share":0.4}]}])"};
    Random random{20250302};
    for (int i = 0; i < 2000; ++i) {
        const std::string text = mutated(seeds[random() % seeds.size()], pieces, random);
        check_cuts(text, "some.json", limit_of(random));
    }
}

TEST_CASE("a JSON object per line is read in the same way, however its bytes come") {
    constexpr std::array<std::string_view, 12> pieces{
        "\"", "{", "}", "\n", "\r", "\r\n", ",", "\xC3\xA9", "\xC3", "[1]", "\xEF\xBB\xBF", " "};
    const std::array<std::string, 2> seeds{
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\r\n\n{\"b\":[\"y\"],\"a\":\"3\"}\r{\"a\":4}",
        "\xEF\xBB\xBF{\"a\":\"a long text, longer than "
        "most\",\"b\":\"Zo\xC3\xAB\"}\n5\n{\"a\":1\n"};
    Random random{20250303};
    for (int i = 0; i < 1500; ++i) {
        const std::string text = mutated(seeds[random() % seeds.size()], pieces, random);
        const std::size_t limit = limit_of(random);
        check_cuts(text, "some.ndjson", limit);
        const auto expected = read_in(text, "some.ndjson", limit, {text.size() + 1});
        const std::size_t part_bytes = 1 + random() % 30;
        const auto actual =
            read_lines_in_parts(text, limit, cuts[random() % cuts.size()], part_bytes);
        CAPTURE(text, limit, part_bytes);
        if (actual != expected) CHECK(actual == expected);
    }
}

TEST_CASE("both parsers of JSON read the same of a line") {
    constexpr std::array<std::string_view, 32> pieces{
        "\"",       "{",       "}",       ":",
        ",",        "\\u00e9", "\\ud800", "\\n",
        "\xC3\xA9", "\xC3",    "1e400",   "1E2",
        "-0",       "-0.0",    "01",      "1.",
        "1.50",     "-",       "null",    "nul",
        "true",     "truer",   "false",   "[1]",
        "{}",       " ",       "\t",      "\"a\":",
        "\"c\":",   "\x01",    "\\u0000", "9223372036854775808"};
    const std::array<std::string, 4> seeds{
        "{\"a\":1,\"b\":\"x\"}\n{ \"a\" : 2.50 , \"c\":null}\n{\"b\":true,\"a\":\"3\"} \n{}\n",
        "{\"a\":\"Zo\xC3\xAB \\\"so\\\" \\u00e9\",\"b\":-17}\n{\"a\":1,\"a\":2}\n{\"\\u0061\":5}\n",
        "{\"a\":123456789012345678901234567890,\"b\":0.1}{\"a\":1}\n{\"a\":1} x\n[1]\n5\n",
        "{\"b\":[{\"rep\":\"Asha\",\"share\":0.6}],\"a\":1}\n{\"a\":{\"b\":1}}\n{\"a\":1,}\n"};
    Random random{20250304};
    for (int i = 0; i < 6000; ++i) {
        const std::string text = i < 4 ? seeds[static_cast<std::size_t>(i)]
                                       : mutated(seeds[random() % seeds.size()], pieces, random);
        const auto by_line = read_lines_with("third", text);
        const auto by_document = read_lines_with("a third.one", text);
        CAPTURE(text);
        if (by_line != by_document) CHECK(by_line == by_document);
    }
}

TEST_CASE("a record of JSON may have as many bytes as the limit, and not one more") {
    const auto read = [](std::size_t record, std::size_t limit, std::size_t blanks) {
        const std::string text = std::string(blanks, ' ') + "[" + std::string(blanks, ' ') +
                                 "{\"a\":\"" + std::string(record - 8, 'x') + "\"}" +
                                 std::string(blanks, ' ') + ",{}]";
        check_cuts(text, "some.json", limit);
        return read_in(text, "some.json", limit, {5}).back();
    };
    CHECK(read(50, 50, 3) == "0: key a");
    CHECK(
        read(51, 50, 3) ==
        "invalid_json: some.json: a record is longer than the 50 bytes allowed for one");
    // Over the blocks in which a source is asked for its bytes.
    constexpr std::size_t block = 1 << 16;
    for (const std::size_t size : {block - 2, block, block + 1, 3 * block + 5}) {
        CHECK(read(size, size, 1) == "0: key a");
        CHECK(read(size, size - 1, 1).starts_with("invalid_json"));
        CHECK(read(size, static_cast<std::size_t>(-1), 1) == "0: key a");
    }
}

TEST_CASE("a text that is too long is shown without half a character at its end") {
    const std::string text = "a,b\n1234567\xC3\xA9\xC3\xA9,x\n";
    for (std::size_t limit = 4; limit < 12; ++limit) {
        const auto notes = read_in(text, "some.csv", limit, {3});
        const std::string shown{std::string_view{"1234567\xC3\xA9\xC3\xA9"}.substr(
            0, limit - (limit == 8 || limit == 10))};
        CAPTURE(limit);
        CHECK(notes.back().starts_with("2: rejected [" + shown + "] is longer than the "));
    }
}
