// SPDX-License-Identifier: MIT
#include "book/stages/build_stage.hpp"
#include "catch.hpp"
#include "support/throws.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::detail;

namespace {

void nothing(BookDraft&) {}

BuildStage stage(
    std::string_view name,
    std::span<const std::string_view> reads,
    std::span<const std::string_view> makes) {
    return {name, reads, makes, &nothing, "Nothing."};
}

std::vector<std::string> names_of_stages(std::span<const BuildStage> stages) {
    std::vector<std::string> names;
    for (const BuildStage& s : stages)
        names.emplace_back(s.name);
    return names;
}

constexpr std::array<std::string_view, 1> added{made::records};
constexpr std::array<std::string_view, 1> first{"first"};
constexpr std::array<std::string_view, 1> second{"second"};
constexpr std::array<std::string_view, 2> two_makes{"first", "second"};

}  // namespace

TEST_CASE("a book is built in stages") {
    CHECK(
        names_of_stages(build_stages()) == std::vector<std::string>{
                                               "settle",
                                               "check",
                                               "history",
                                               "as_of",
                                               "stage_visits",
                                               "versions",
                                               "conversion",
                                               "subscription_ends",
                                               "subscription_terms",
                                               "yearly_amounts",
                                               "mrr_movements",
                                               "look_ups",
                                               "corrections",
                                               "references",
                                               "touches",
                                               "unused_names",
                                               "target_levels",
                                               "seating",
                                               "doubts",
                                               "report",
                                               "packing",
                                               "lanes"});
}

TEST_CASE("the page on queries has a row per stage, in order") {
    std::ifstream file{SALESKPI_SOURCE_DIR "/docs/how-a-query-runs.md"};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    std::size_t at = 0;
    for (const BuildStage& s : build_stages()) {
        std::string reads;
        for (const std::string_view what : s.reads)
            reads += (reads.empty() ? "" : ", ") + std::string{what};
        CAPTURE(s.name, reads);
        at = page.find("\n| `" + std::string{s.name} + "`", at);
        REQUIRE(at != std::string::npos);
        const std::string row = page.substr(at + 1, page.find('\n', at + 1) - at);
        const std::size_t read = row.find("| " + reads + " ");
        REQUIRE(read != std::string::npos);
        const std::string made = row.substr(read + reads.size() + 3);
        for (const std::string_view what : s.makes)
            CHECK(made.find(what) != std::string::npos);
    }
}

TEST_CASE("a stage reads what is there or what earlier ones make") {
    std::set<std::string_view> there{made::records};
    for (const BuildStage& s : build_stages()) {
        CAPTURE(s.name);
        for (const std::string_view what : s.reads)
            CHECK(there.contains(what));
        CHECK_FALSE(s.reads.empty());
        CHECK_FALSE(s.makes.empty());
        CHECK(s.growing.ends_with("."));
        there.insert(s.makes.begin(), s.makes.end());
    }
    // Nothing is made after it was read.
    for (std::size_t i = 0; i < build_stages().size(); ++i)
        for (const std::string_view what : build_stages()[i].reads)
            for (const BuildStage& later : build_stages().subspan(i))
                CHECK(std::find(later.makes.begin(), later.makes.end(), what) == later.makes.end());
}

TEST_CASE("what is read decides which stage is next") {
    const BuildStage a = stage("a", two_makes, added);
    const BuildStage b = stage("b", first, second);
    const BuildStage c = stage("c", {}, first);
    const BuildStage d = stage("d", added, first);
    CHECK(names_of_stages(in_order({c, b})) == std::vector<std::string>{"c", "b"});
    CHECK(names_of_stages(in_order({b, d, c})) == std::vector<std::string>{"c", "d", "b"});
    // What is added is there from the start, unless a stage adds to it.
    CHECK(
        names_of_stages(in_order({a, b, c, stage("e", added, {})})) ==
        std::vector<std::string>{"c", "b", "a", "e"});

    const auto ordered = [](std::vector<BuildStage> stages) {
        return [stages] { static_cast<void>(in_order(stages)); };
    };
    CHECK(code_of(ordered({b})) == ErrorCode::invalid_definition);
    CHECK(message_of(ordered({b})) == "build stage 'b' reads 'first', which no stage makes");
    CHECK(
        message_of(ordered({b, stage("f", second, first)})) ==
        "build stage 'b' waits for one that waits for it");
}
