// SPDX-License-Identifier: MIT
#include "csv/plain_line.hpp"

#include "../catch.hpp"
#include "csv/csv_parser.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

using saleskpi::detail::CsvParser;
using saleskpi::detail::split_plain_line;

namespace {

using Texts = std::vector<std::string>;

/// The values of a line; "?" for one that is not plain.
Texts split(std::string_view line, char delimiter = ',') {
    std::vector<std::string_view> values;
    if (!split_plain_line(line, delimiter, values)) return {"?"};
    return {values.begin(), values.end()};
}

/// What the parser makes of the line.
Texts parse(std::string_view line, char delimiter) {
    CsvParser parser{delimiter};
    const CsvParser::Status status = parser.add(line);
    if (status == CsvParser::Status::blank) return {""};
    if (status != CsvParser::Status::complete) return {"?"};
    Texts values;
    for (std::size_t i = 0; i < parser.size(); ++i)
        values.emplace_back(parser[i]);
    return values;
}

}  // namespace

TEST_CASE("a line without quotes is plain") {
    CHECK(split("a,b c,\n") == Texts{"a", "b c", ""});
    CHECK(split(" a ,\tb\t\r\n") == Texts{"a", "b"});
    CHECK(split("a;,b\r", ';') == Texts{"a", ",b"});
    CHECK(split("") == Texts{""});
    CHECK(split("  \t\n") == Texts{""});
    CHECK(split(",") == Texts{"", ""});
    CHECK(split("a\t\tb", '\t') == Texts{"a", "", "b"});
}

TEST_CASE("so is one whose quotes enclose whole values") {
    CHECK(split("\"a\",b,\"c, d\"\n") == Texts{"a", "b", "c, d"});
    CHECK(split("\" a \",\"\"\r\n") == Texts{" a ", ""});
}

TEST_CASE("other quotes are for the parser") {
    CHECK(split("a,\"b\n") == Texts{"?"});  // goes on in the next line
    CHECK(split("\"say \"\"hi\"\"\"\n") == Texts{"?"});
    CHECK(split("24\" screen,b\n") == Texts{"?"});
    CHECK(split("a, \"b\" ,c\n") == Texts{"?"});
    CHECK(split("\"a\"b,c\n") == Texts{"?"});
    CHECK(split("\"a\",\n", '"') == Texts{"?"});
}

TEST_CASE("a plain line has the values that the parser finds in it") {
    std::mt19937 random{11};
    const std::string_view letters = "ab \t\",;\"";
    int plain = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string line;
        for (auto n = random() % 12; n > 0; --n)
            line += letters[random() % letters.size()];
        const std::string_view ends[] = {"\n", "\r\n", "\r", ""};
        line += ends[random() % 4];
        for (const char delimiter : {',', ';', '\t', ' '}) {
            const Texts values = split(line, delimiter);
            CAPTURE(line, delimiter);
            if (values == Texts{"?"}) continue;
            ++plain;
            const Texts parsed = parse(line, delimiter);
            if (values != parsed) CHECK(values == parsed);
        }
    }
    CHECK(plain > 10'000);
}
