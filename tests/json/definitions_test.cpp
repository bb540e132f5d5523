// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/definitions.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Catalogue catalogue_with(std::string_view text) {
    Catalogue catalogue;
    parse_definitions(catalogue, text);
    return catalogue;
}

std::string complaint(const std::string& text, ErrorCode code = ErrorCode::invalid_definition) {
    INFO(text);
    CHECK(code_of([&] { catalogue_with(text); }) == code);
    return message_of([&] { catalogue_with(text); });
}

/// The complaint about a formula.
std::string formula_complaint(const std::string& formula, ErrorCode code) {
    return complaint(fmt::format(R"([{{"id": "ours", "formula": "{}"}}])", formula), code);
}

}  // namespace

TEST_CASE("definitions of a document join the catalogue") {
    const Catalogue catalogue = catalogue_with(R"json([
        {"id": "deal_size", "title": "Deal size", "better": "higher", "family": "ours",
         "formula": "revenue / deals_won"},
        {"id": "half", "formula": "deal_size * 1/2", "better": "lower"},
        {"id": "cast", "formula": "stage_conversion(Demo, \"Contract sent\")"}
    ])json");
    const Definition size = catalogue.at("deal_size");
    CHECK(size.title() == "Deal size");
    CHECK(size.better() == Better::higher);
    CHECK(size.unit() == Unit::money);
    CHECK(formula_text(size) == formula_text(metric("x", revenue / deals_won)));

    const Definition half = catalogue.at("half");
    CHECK(half.title() == "half");
    CHECK(half.better() == Better::lower);
    CHECK(formula_text(half) == formula_text(metric("x", revenue / deals_won * Rational(1, 2))));
    CHECK(
        formula_text(catalogue.at("cast")) ==
        "count(stage_visits where pipeline_stage = Demo and furthest >= \"Contract sent\" by "
        "reached) / count(stage_visits where pipeline_stage = Demo by reached)");

    const auto entries = catalogue.entries();
    const auto library = Catalogue{};
    REQUIRE(entries.size() == library.entries().size() + 3);
    CHECK(entries[entries.size() - 3].family == "ours");
    CHECK(entries[entries.size() - 2].family == "own");
    CHECK(entries[entries.size() - 2].definition.better() == Better::lower);
    CHECK(entries.back().definition.better() == Better::neither);
    CHECK(catalogue.at("attainment(half)").id() == "attainment(half)");
}

TEST_CASE("a mistake in a definition is named with its id and the column") {
    CHECK(
        formula_complaint("revenue / deals_wno", ErrorCode::unknown_metric) ==
        "definitions: ours: column 11: there is no metric 'deals_wno'; did you mean deals_won?");
    CHECK(
        formula_complaint("revenue + win_rate", ErrorCode::unit_mismatch) ==
        "definitions: ours: column 9: only values of the same unit can be added: money + ratio");
    CHECK(
        formula_complaint("count(deals bye closed)", ErrorCode::invalid_definition) ==
        "definitions: ours: column 13: expected 'where', 'having', 'by', 'active' or 'spread', "
        "found 'bye'");
    // What comes later in the list is not there yet.
    CHECK(
        complaint(
            R"([{"id": "a", "formula": "b_size"}, {"id": "b_size", "formula": "revenue"}])",
            ErrorCode::unknown_metric) == "definitions: a: column 1: there is no metric 'b_size'");
    CHECK(
        complaint(R"([{"id": "revenue", "formula": "deals_won"}])", ErrorCode::duplicate_metric) ==
        "definitions: revenue: there is a metric 'revenue' already");
    CHECK(
        complaint(
            R"([{"id": "a", "formula": "revenue"}, {"id": "a", "formula": "revenue"}])",
            ErrorCode::duplicate_metric) == "definitions: a: there is a metric 'a' already");
}

TEST_CASE("a document of another shape is named with the place") {
    CHECK(complaint("5") == "definitions: is not a list of objects");
    CHECK(complaint("[5]") == "definitions: /0: is not an object");
    CHECK(complaint(R"([{"formula": "revenue"}])") == "definitions: /0: lacks the key 'id'");
    CHECK(complaint(R"([{"id": "a"}])") == "definitions: /0: lacks the key 'formula'");
    CHECK(complaint(R"([{"id": 5, "formula": "revenue"}])") == "definitions: /0/id: is not a text");
    CHECK(
        complaint(R"([{"id": "a", "formual": "revenue"}])") ==
        "definitions: /0: unknown key 'formual' (did you mean 'formula'?)");
    CHECK(
        complaint(R"([{"id": "a", "formula": "revenue", "better": "more"}])") ==
        "definitions: /0/better: is 'higher', 'lower' or 'neither', not 'more'");
    for (const std::string_view id : {"", "deal size", "2nd", "größe", "a(b)"})
        CHECK_THAT(
            complaint(fmt::format(R"([{{"id": "{}", "formula": "revenue"}}])", id)),
            Catch::Contains(fmt::format("/0/id: '{}' is no id", id)));
    CHECK_THAT(complaint("[{", ErrorCode::invalid_json), Catch::StartsWith("definitions: parse"));
    CHECK_THAT(
        complaint(R"([{"id": "a", "id": "b", "formula": "revenue"}])", ErrorCode::invalid_json),
        Catch::Contains("the key 'id' is there twice"));
}

TEST_CASE("a document made in memory may hold what is not UTF-8, and is refused") {
    Catalogue catalogue;
    for (const char* key : {"title", "family", "formula"}) {
        nlohmann::json one = {{"id", "a"}, {"formula", "revenue"}};
        one[key] = "Ren\xE9";
        const nlohmann::json document{one};
        CAPTURE(key);
        CHECK(code_of([&] {
                  add_definitions(catalogue, document);
              }) == ErrorCode::invalid_definition);
    }
    CHECK_FALSE(catalogue.find("a"));
}

TEST_CASE("of a document with a mistake nothing is added") {
    Catalogue tried;
    CHECK_FALSE(try_parse_definitions(tried, R"([{"id": "a", "formula": "revenue +"}])"));
    CHECK(try_parse_definitions(tried, R"([{"id": "a", "formula": "2 * revenue"}])"));
    CHECK(tried.find("a"));

    Catalogue catalogue;
    const std::size_t before = catalogue.entries().size();
    const nlohmann::json document = {
        {{"id", "a"}, {"formula", "revenue"}}, {{"id", "b"}, {"formula", "revenu"}}};
    CHECK(message_of([&] {
              add_definitions(catalogue, document, "ours");
          }) == "ours: b: column 1: there is no metric 'revenu'; did you mean revenue?");
    CHECK(catalogue.entries().size() == before);
    CHECK_FALSE(catalogue.find("a"));
    add_definitions(catalogue, nlohmann::json::array());
    CHECK(catalogue.entries().size() == before);
}

TEST_CASE("definitions are read from a file, and mistakes named with its path") {
    const TempDir dir;
    Catalogue catalogue;
    read_definitions(catalogue, dir.file("d.json", R"([{"id": "a", "formula": "revenue"}])"));
    CHECK(catalogue.find("a"));
    const auto wrong = dir.file("w.json", R"([{"id": "b", "formula": "revenue -"}])");
    CHECK(
        message_of([&] { read_definitions(catalogue, wrong); }) ==
        wrong.string() +
            ": b: column 10: expected a metric, an aggregate, a number or '(', found the end");
    CHECK(code_of([&] {
              read_definitions(catalogue, dir.path() / "none.json");
          }) == ErrorCode::unreadable_file);
    CHECK(code_of([&] {
              read_definitions(catalogue, dir.file("e.json", ""));
          }) == ErrorCode::empty_file);
}

TEST_CASE("the definitions of the examples") {
    Catalogue catalogue;
    read_definitions(catalogue, SALESKPI_SOURCE_DIR "/examples/definitions.json");
    CHECK(
        formula_text(catalogue.at("web_share")) ==
        "sum(deals.amount where stage = won and channel = web by closed) / "
        "sum(deals.amount where stage = won by closed)");
}
