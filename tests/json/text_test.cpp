// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/json/text.hpp>

#include <nlohmann/json.hpp>

#include <string>

using namespace saleskpi;
using nlohmann::json;

TEST_CASE("a document as text is read back as it was, and nothing in it is obeyed by a terminal") {
    const std::string name =
        "\x1b[2J\x7f\u0080\u009b\u009f\u202e\u2066\u200f\u061c\u2028\"\\Zoë 東京";
    const json document{{"name " + name, {name, 1, nullptr}}};
    const std::string text = json_text(document);
    CHECK(json::parse(text) == document);
    for (const char* obeyed :
         {"\x1b", "\x7f", "\u0080", "\u009b", "\u202e", "\u2066", "\u200f", "\u061c", "\u2028"})
        CHECK(text.find(obeyed) == std::string::npos);
    CHECK(text.find("Zoë 東京") != std::string::npos);
    CHECK(json_text(json{{"a", 1}}) == "{\n  \"a\": 1\n}\n");
}

TEST_CASE("bytes that are no UTF-8 are replaced in a document's text") {
    CHECK(json_text("a\x9b") == "\"a\uFFFD\"\n");
}
