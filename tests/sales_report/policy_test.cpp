// SPDX-License-Identifier: MIT
// By what rules recurring revenue is counted, from the command line and by a mapping.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// 100 a month, half of it for the first three months; notice is given in May, for the end of June.
constexpr const char* subscriptions =
    "id,customer,price,interval,started,ended,discount_rate,discount_until,cancelled\n"
    "1,Acme,100,month,2025-01-01,2025-07-01,0.5,2025-04-01,2025-05-10\n";

program::Run report(const std::string& arguments, const std::string& mapping = {}) {
    const program::Folder folder;
    folder.write("subscriptions.csv", subscriptions);
    if (!mapping.empty()) folder.write("mapping.json", mapping);
    return program::run(
        folder.path() + " --metrics mrr --from 2025-03-01 --to 2025-03-31 " + arguments);
}

}  // namespace

TEST_CASE("sales_report counts recurring revenue by the policy that is asked for") {
    const program::Run usual = report("");
    CHECK(contains(usual.out, "Monthly recurring revenue  50\n"));
    CHECK_FALSE(contains(usual.out, "recurring revenue with"));
    const program::Run stripe = report("--policy stripe");
    CHECK(contains(stripe.out, "Monthly recurring revenue  100\n"));
    CHECK(
        contains(stripe.out, "recurring revenue with discount forever_only, cancellation at_once"));
    CHECK(contains(
        report("--policy stripe --format json").out,
        R"("revenue_policy": "discount forever_only, cancellation at_once")"));
    const program::Run wrong = report("--policy strip");
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "'strip' is no policy of recurring revenue; did you mean stripe?"));
}

TEST_CASE("sales_report reports by each of several policies") {
    const program::Run both = report("--policy stripe,profitwell");
    CHECK(both.status == 0);
    const auto stripe = both.out.find("policy stripe\n");
    const auto profitwell = both.out.find("policy profitwell\n");
    REQUIRE(stripe == 0);
    REQUIRE(profitwell != std::string::npos);
    CHECK(contains(both.out.substr(0, profitwell), "Monthly recurring revenue  100\n"));
    CHECK(contains(both.out.substr(profitwell), "Monthly recurring revenue  50\n"));
    CHECK(both.out.substr(profitwell + 18) == "\n" + report("--policy profitwell").out);
    CHECK(contains(report("--policy stripe,paddle --format markdown").out, "## paddle\n"));
    CHECK(report("--policy stripe,paddle --format json").status == 2);
    const program::Run wrong = report("--policy stripe,padle");
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "'padle' is no policy of recurring revenue; did you mean paddle?"));
}

TEST_CASE("sales_report counts recurring revenue by the policy of the mapping") {
    const std::string mapping = R"({"revenue_policy": {"discount": "never"}})";
    CHECK(contains(report("", mapping).out, "recurring revenue with discount never"));
    CHECK(contains(report("", mapping).out, "Monthly recurring revenue  100\n"));
    CHECK(contains(report("--policy profitwell", mapping).out, "Monthly recurring revenue  50\n"));
}
