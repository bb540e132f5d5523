// SPDX-License-Identifier: MIT
// What a translation does not list.
#include "../catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/stages.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const Window year = make::days("2025-01-01", "2026-01-01");
const std::string stage_of =
    R"({"columns": "Status", "translate": {"Closed Won": "won", "Closed Lost": "lost"}, "others": "open"})";

}  // namespace

TEST_CASE("case 37: all other stages are open, and each is told once", "[case]") {
    const std::string history =
        "deal,date,Status\n1,2025-01-02,Demo\n1,2025-01-03,Proposal\n1,2025-01-04,Closed Won\n"
        "2,2025-01-02,Demo\n2,2025-01-05,Closed Lost\n";
    const Loaded one = loaded(
        {{"deals.csv",
          "id,stage,created,closed\n1,won,2025-01-01,2025-01-04\n"
          "2,lost,2025-01-01,2025-01-05\n"},
         {"stage_changes.csv", history}},
        R"({"tables": {"deals": {}, "stage_changes":
            {"fields": {"pipeline_stage": "Status", "stage": )" +
            stage_of + "}}}}",
        {"Demo", "Proposal"});
    CHECK(one.at(stage_conversion("Demo", "Proposal"), year) == "50.00 %");
    CHECK(one.book.report().rejected() == 0);
    const auto told = one.of_kind(FindingKind::not_listed);
    REQUIRE(told.size() == 2);
    CHECK(told[0].field == "stage");
    CHECK(told[0].value == "Demo");
    CHECK(told[0].line == 2);
    CHECK(told[0].file == "stage_changes.csv");
    CHECK(told[0].reason == "is not in the list of the mapping: taken as 'open', in 2 rows");
    CHECK_FALSE(told[0].rejected);
    CHECK(told[1].value == "Proposal");
    CHECK(told[1].reason == "is not in the list of the mapping: taken as 'open', in 1 row");
}

TEST_CASE("a result that the file has itself stays, and so does what is missing") {
    const Loaded one = loaded(
        {{"deals.csv", "id,Status,closed\n1,won,2025-01-04\n2,open,\n3,,\n4,New,\n"}},
        R"({"tables": {"deals": {"fields": {"stage": )" + stage_of + "}}}}");
    CHECK(one.book.report().tables[0] == TableCount{"deals", 4, 3, 1});
    const auto told = one.of_kind(FindingKind::not_listed);
    REQUIRE(told.size() == 1);
    CHECK(told[0].value == "New");
    CHECK(one.of_kind(FindingKind::invalid).size() + one.of_kind(FindingKind::missing).size() == 1);
}

TEST_CASE("what is not listed is told once by any number of threads, in any order") {
    std::string text = "id,Status\n";
    for (int i = 0; i < 60'000; ++i)
        text += std::to_string(i) + ",Stage " + std::to_string(i % 1500) + "\n";
    const auto told = [&](const std::string& content, unsigned threads) {
        const TempDir dir;
        dir.file("deals.csv", content);
        BookBuilder builder{usd};
        LoadOptions options{.formats = {csv_format()}, .currency = usd};
        options.threads = threads;
        load_directory(
            dir.path(),
            parse_mapping(R"({"tables": {"deals": {"fields": {"stage": )" + stage_of + "}}}}"),
            options, builder);
        return builder.build().report().findings;
    };
    const auto once = told(text, 1);
    REQUIRE(once.size() == 1001);
    CHECK(once[0].reason.starts_with("has more values than 1000"));
    CHECK(once[1].value == "Stage 0");
    CHECK(once[1].line == 2);
    CHECK(once[1].reason.ends_with("in 40 rows"));
    CHECK(told(text, 3) == once);
    CHECK(without_lines(told(turned_round(text), 3)) == without_lines(once));
}
