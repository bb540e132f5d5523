// SPDX-License-Identifier: MIT
#include "load/line_reader.hpp"

#include "../catch.hpp"
#include "support/pieces.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using saleskpi::detail::LineReader;

namespace {

/// Hands a text out in pieces of any size.
Pieces dribble(std::string_view text, std::size_t largest) {
    std::mt19937 random{7};
    std::uniform_int_distribution<std::size_t> size{1, largest};
    std::vector<std::size_t> sizes(100);
    std::generate(sizes.begin(), sizes.end(), [&] { return size(random); });
    return {text, sizes};
}

using Lines = std::vector<std::pair<std::size_t, std::string>>;

/// All lines with their numbers, "..." for one that is too long.
Lines lines_of(std::string_view text, std::size_t largest_piece, std::size_t limit) {
    Pieces source = dribble(text, largest_piece);
    LineReader reader{source, limit};
    Lines lines;
    for (;;) {
        reader.begin_record();
        std::string_view line;
        const LineReader::Status status = reader.next(line);
        if (status == LineReader::Status::end) return lines;
        if (status == LineReader::Status::too_long) {
            reader.skip_line();
            line = "...";
        }
        lines.emplace_back(reader.line_number(), line);
    }
}

}  // namespace

TEST_CASE("lines end with LF, CRLF or CR, wherever the blocks of the file end") {
    const std::string text = "a\nbb\r\n\rccc\r\r\n\n\ndddddddd\r\neeeeeeee\rf";
    const Lines all{{1, "a\n"}, {2, "bb\r\n"}, {3, "\r"},           {4, "ccc\r"},      {5, "\r\n"},
                    {6, "\n"},  {7, "\n"},     {8, "dddddddd\r\n"}, {9, "eeeeeeee\r"}, {10, "f"}};
    Lines some = all;
    some[7].second = some[8].second = "...";
    for (const std::size_t largest : {1U, 2U, 3U, 5U, 1000U}) {
        CHECK(lines_of(text, largest, 100) == all);
        CHECK(lines_of(text, largest, 8) == some);
        CHECK(lines_of(text + "\r", largest, 100).back().second == "f\r");
    }
    CHECK(lines_of("", 1, 10).empty());
}

TEST_CASE("the lines of a record can be read again") {
    for (const std::size_t largest : {1U, 2U, 7U, 1000U}) {
        const std::string text = "one\ntwo\nthree\nfour";
        Pieces source = dribble(text, largest);
        LineReader reader{source, 100};
        std::string_view line;
        reader.begin_record();
        REQUIRE(reader.next(line) == LineReader::Status::line);
        reader.begin_record();
        for (int i = 0; i < 3; ++i)
            REQUIRE(reader.next(line) == LineReader::Status::line);
        CHECK(line == "four");
        CHECK(reader.line_number() == 4);
        CHECK(reader.next(line) == LineReader::Status::end);
        reader.rewind_to_second_line();
        CHECK(reader.line_number() == 2);
        REQUIRE(reader.next(line) == LineReader::Status::line);
        CHECK(line == "three\n");
        CHECK(reader.line_number() == 3);
    }
}

TEST_CASE("a record of many lines is too long as a whole") {
    Pieces source = dribble("aaaa\nbbbb\ncccc\n", 3);
    LineReader reader{source, 12};
    std::string_view line;
    reader.begin_record();
    REQUIRE(reader.next(line) == LineReader::Status::line);
    REQUIRE(reader.next(line) == LineReader::Status::line);
    CHECK(reader.next(line) == LineReader::Status::too_long);
    reader.rewind_to_second_line();
    REQUIRE(reader.next(line) == LineReader::Status::line);
    REQUIRE(reader.next(line) == LineReader::Status::line);
    CHECK(line == "cccc\n");
}
