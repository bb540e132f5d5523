// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "html/xml_reader.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using nlohmann::json;
using program::run;

constexpr const char* deals =
    "id,rep,stage,created,opened,closed,amount\n"
    "1,Asha,won,2025-01-02,2025-01-02,2025-01-20,1234.50\n"
    "2,Asha,lost,2025-01-05,2025-01-05,2025-02-10,10\n"
    "3,<Ben>,won,2025-02-01,2025-02-01,2025-02-28,400\n";

constexpr const char* subscriptions =
    "id,customer,started,ended,price,interval\n"
    "1,Ada,2024-12-01,,100,month\n"
    "2,Bo,2025-01-15,,50,month\n"
    "3,Cy,2024-11-01,2025-01-20,30,month\n";

std::string chart(std::string_view options) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    folder.write("subscriptions.csv", subscriptions);
    const program::Run result =
        run(folder.path() + " --from 2025-01-01 --to 2025-02-28 " + std::string{options});
    INFO(result.err);
    CHECK(result.status == 0);
    return result.out;
}

std::string refusal(std::string_view options) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    const program::Run result = run(folder.path() + ' ' + std::string{options});
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool reads(const std::string& svg, std::string_view text) {
    const xml::Node document = xml::read(svg);
    const auto texts = document.all("text");
    return std::any_of(
        texts.begin(), texts.end(), [&](const xml::Node* node) { return node->text == text; });
}

/// The kind of mark, and how many numbers there are.
std::string marks(std::string_view options) {
    const json spec = json::parse(chart("--format vega " + std::string{options}));
    const json& mark = spec.contains("layer") ? spec["layer"][0]["mark"] : spec["mark"];
    return mark["type"].get<std::string>() + ' ' + std::to_string(spec["data"]["values"].size());
}

}  // namespace

TEST_CASE("sales_report draws bars of groups") {
    const std::string svg = chart("--by rep --format svg");
    for (const char* text : {"Revenue", "Asha", "<Ben>", "1,234.50", "400.00", "USD"})
        CHECK(reads(svg, text));
}

TEST_CASE("which chart is drawn depends on what is asked for") {
    CHECK(marks("--by rep") == "bar 2");
    CHECK(marks("--every month") == "line 2");
    CHECK(marks("--every month --by rep") == "line 4");
    CHECK(marks("--report mrr") == "bar 8");
    CHECK(marks("--report retention") == "line 12");
    CHECK(marks("--chart sparkline") == "line 2");
    CHECK(marks("--chart bullet --by rep") == "bar 6");
    CHECK(marks("--chart funnel --metrics deals_decided,deals_won") == "bar 4");
    CHECK(marks("--chart heat_map --by rep --metrics win_rate") == "rect 4");
    CHECK(marks("--every month --metrics revenue,target\\(revenue\\)") == "line 4");
}

TEST_CASE("the waterfall of recurring revenue is of all days that are asked for") {
    const std::string svg = chart("--report mrr --format svg");
    for (const char* text : {"130", "+50", "-30", "150"})
        CHECK(reads(svg, text));
}

TEST_CASE("the waterfall of the pipeline takes away what is closed") {
    CHECK(marks("--report pipeline") == "bar 6");
    const program::Folder folder;
    folder.write("deals.csv", deals);
    const std::string svg =
        run(folder.path() + " --report pipeline --from 2025-02-01 --to 2025-02-27 --format svg")
            .out;
    // 10 were open as February began and were lost in it; 400 came.
    for (const char* text : {"Pipeline closed", "10", "+400", "-10", "400"})
        CHECK(reads(svg, text));
    CHECK_FALSE(reads(svg, "Not explained"));
}

TEST_CASE("a chart speaks the language that is asked for") {
    const std::string svg = chart("--by rep --format svg --lang pl");
    for (const char* text : {"Przychód", "1\u00A0234,50"})
        CHECK(reads(svg, text));
    const json spec = json::parse(chart("--report mrr --format vega --lang pl"));
    CHECK(contains(spec.dump(), "Początkowy miesięczny przychód cykliczny"));
    CHECK_FALSE(contains(spec.dump(), "Opening"));
    CHECK(contains(refusal("--lang pl"), "--lang belongs to --format html, svg and vega"));
}

TEST_CASE("a chart of one period is of the last one, or of another") {
    CHECK(reads(chart("--every month --chart bars --by rep --format svg"), "400.00"));
    CHECK(reads(
        chart("--every month --chart bars --by rep --period 2025-01 --format svg"), "1,234.50"));
}

TEST_CASE("sales_report refuses charts that cannot be drawn") {
    CHECK(contains(refusal("--format svg --chart pie"), "'pie' is no kind of chart"));
    CHECK(contains(refusal("--chart line"), "--chart belongs to --format svg"));
    CHECK(contains(
        refusal("--format svg --chart line --metrics revenue,win_rate"), "one axis has no room"));
    CHECK(contains(
        refusal("--format svg --chart leaderboard --metrics revenue,deals_won"), "one metric"));
    CHECK(
        contains(refusal("--format svg --chart bars --by rep --period 2020"), "no period '2020'"));
    CHECK(contains(refusal("--format svg --explain revenue"), "no svg form"));
}
