// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "csv/csv_reader.hpp"
#include "csv/parallel_csv.hpp"
#include "load/byte_sources.hpp"
#include "support/row_notes.hpp"
#include "support/throws.hpp"

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

const std::array<std::string, 2> wanted{"a", "b"};

ReadRequest request_of(unsigned threads, std::size_t limit = 1000) {
    ReadRequest request;
    request.file = "some.csv";
    request.columns = wanted;
    request.max_record_bytes = limit;
    request.threads = threads;
    return request;
}

/// How many parts were taken; checks that the rows are those of one thread without parts.
std::size_t parts_of(
    const std::string& text, unsigned threads, std::size_t part_bytes, std::size_t limit = 1000) {
    const ReadRequest request = request_of(threads, limit);
    RowNotes whole{false};
    detail::TextSource source{text};
    detail::CsvReader reader{source, request, whole};
    reader.read_header();
    reader.read_rows();

    RowNotes notes{true};
    detail::TextSource again{text};
    detail::read_csv_in_parts(again, request, notes, part_bytes);
    CAPTURE(text, threads, part_bytes);
    if (notes.notes() != whole.notes()) CHECK(notes.notes() == whole.notes());
    return notes.parts();
}

std::string rows(int n, const std::string& end) {
    std::string text = "a,b" + end;
    for (int i = 0; i < n; ++i)
        text += std::to_string(i) + ",x" + std::to_string(i * 7) + end;
    return text;
}

}  // namespace

TEST_CASE("a file read in parts has the rows and lines it has as a whole") {
    for (const unsigned threads : {1U, 2U, 4U})
        for (const std::size_t bytes : {1U, 5U, 16U, 100U, 333U, 5000U}) {
            parts_of(rows(300, "\n"), threads, bytes);
            parts_of(rows(300, "\r\n"), threads, bytes);
            parts_of(rows(300, "\r"), threads, bytes);
            parts_of(rows(300, "\n") + "last,line", threads, bytes);
            parts_of("\xEF\xBB\xBF\n\n" + rows(300, "\n") + "\n\n", threads, bytes);
        }
    CHECK(parts_of(rows(300, "\n"), 4, 100) > 20);
    CHECK(parts_of(rows(300, "\r"), 4, 100) == 0);
}

TEST_CASE("quoted values may go on where a part ends") {
    std::string text = "a,b\n";
    for (int i = 0; i < 200; ++i)
        text += "\"" + std::to_string(i) + "\n,\n\",\"two\r\nlines, \"\"" + std::to_string(i) +
                "\"\"\"\r\n";
    for (const unsigned threads : {1U, 2U, 4U})
        for (std::size_t bytes = 40; bytes < 80; ++bytes)
            parts_of(text, threads, bytes);
    CHECK(parts_of(text, 4, 100) > 0);

    SECTION("over many parts") {
        std::string lines;
        for (int i = 0; i < 80; ++i)
            lines += "1,2\n";
        const std::string longer = rows(20, "\n") + "x,\"" + lines + "\"\n" + rows(20, "\n");
        parts_of(longer, 4, 30);
        parts_of(longer, 4, 30, 100);  // so that it is too long
    }
}

TEST_CASE("a header in quotes may go on where the first part ends") {
    for (const unsigned threads : {1U, 2U})
        for (std::size_t bytes = 1; bytes < 60; ++bytes) {
            parts_of("\"a\",\"b\n\",c\r1,2,3\r4,5,6\r7,8,9\r", threads, bytes);
            parts_of("\"x\n\ny\n\",b,\"a\"\n" + rows(30, "\n"), threads, bytes);
        }
}

TEST_CASE("what is broken in one part is broken in the same way in parts") {
    std::string text = rows(50, "\n");
    text += "x,\"never closed\n" + rows(50, "\r\n") + "\"y\" z,1\n" + std::string(150, 'l') + "\n";
    text += rows(50, "\n") + "1,2,3\n,,\n24\" screens,1\n\"open";
    for (const std::size_t limit : {100U, 400U, 100'000U})
        for (const std::size_t bytes : {20U, 64U, 200U, 1000U})
            parts_of(text, 3, bytes, limit);
}

TEST_CASE("any text is read in parts as it is as a whole") {
    std::mt19937 random{5};
    const std::array<std::string_view, 12> pieces{
        "1", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"a\nb\"", "x,y\n", ",\"q\"", " ", "\r"};
    for (int i = 0; i < 1500; ++i) {
        std::string text = "a,b\n";
        for (auto n = random() % 120; n > 0; --n)
            text += pieces[random() % pieces.size()];
        parts_of(text, 1 + random() % 4, 4 + random() % 40, 10 + random() % 200);
    }
}

TEST_CASE("an error in one part ends the load") {
    const ReadRequest request = request_of(4);
    RowNotes notes{true};
    notes.fail_at("170");
    const std::string text = rows(300, "\n");
    detail::TextSource source{text};
    CHECK(code_of([&] {
              detail::read_csv_in_parts(source, request, notes, 50);
          }) == ErrorCode::invalid_argument);
}
