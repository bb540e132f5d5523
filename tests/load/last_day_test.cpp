// SPDX-License-Identifier: MIT
// Spans whose ends are their last days.
#include "../catch.hpp"
#include "support/loaded.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Window days(const char* first, const char* until) { return make::days(first, until); }
const Window january = days("2025-01-01", "2025-02-01");
const Window march = days("2025-03-01", "2025-04-01");

const std::string quota = "metric,rep,from,until,amount\nrevenue,Ann,2025-01-01,2025-03-31,90000\n";
const std::string seats = "rep,team,from,until\nAnn,North,,2025-02-28\nAnn,South,2025-03-01,\n";
const std::string deals =
    "id,rep,stage,closed,amount\n1,Ann,won,2025-02-27,20\n2,Ann,won,2025-02-28,10\n";

std::string mapping_of(const std::string& table, const std::string& more) {
    return R"({"tables": {")" + table + R"(": {)" + more + "}}}";
}

std::vector<std::string> gaps(const Loaded& loaded) {
    std::vector<std::string> all;
    for (const Finding& finding : loaded.of_kind(FindingKind::gap)) {
        CHECK_FALSE(finding.rejected);
        all.push_back(
            finding.table + " " + finding.id + ": " + finding.field + " " + finding.value + " " +
            finding.reason);
    }
    return all;
}

const std::string advice = ": if ends are last days, the mapping should say \"ends\": \"last_day\"";

}  // namespace

TEST_CASE("case 20: a quarter's target whose end is its last day", "[case]") {
    const Loaded wrong = loaded({{"targets.csv", quota}});
    CHECK(wrong.at(target_of(revenue), march) == "30337.08 USD");
    CHECK(
        gaps(wrong) == std::vector<std::string>{
                           "targets revenue, Ann: until 2025-03-31 is the last day of a month and "
                           "no longer in its span, as 1 of 1 ends are" +
                           advice});
    const Loaded right =
        loaded({{"targets.csv", quota}}, mapping_of("targets", R"("ends": "last_day")"));
    CHECK(right.at(target_of(revenue), january) == "31000.00 USD");
    CHECK(right.at(target_of(revenue), march) == "31000.00 USD");
    CHECK(right.at(target_of(revenue), days("2025-03-31", "2025-04-01")) == "1000.00 USD");
    CHECK(gaps(right).empty());

    SECTION("said of one field, or of all tables") {
        CHECK(
            loaded(
                {{"targets.csv", quota}},
                mapping_of(
                    "targets", R"("fields": {"until": {"columns": "until", "ends": "last_day"}})"))
                .at(target_of(revenue), march) == "31000.00 USD");
        CHECK(
            loaded(
                {{"targets.csv", quota}, {"deals.csv", deals}},
                R"({"ends": "last_day", "tables": {"targets": {}, "deals": {}}})")
                .at(target_of(revenue), march) == "31000.00 USD");
        CHECK(
            loaded(
                {{"targets.csv", quota}},
                R"({"ends": "last_day", "tables": {"targets": {"ends": "first_day_after"}}})")
                .at(target_of(revenue), march) == "30337.08 USD");
    }
}

TEST_CASE("case 20: a deal on the day between two assignments", "[case]") {
    const auto unassigned = [](const Loaded& loaded) {
        std::string all;
        for (const auto row : rollup(loaded.book).metrics(revenue).by("team").run())
            all += row.key().group[0] + " " + make::text(row[revenue]) + "; ";
        return all;
    };
    const Loaded wrong = loaded({{"assignments.csv", seats}, {"deals.csv", deals}});
    CHECK(unassigned(wrong) == "North 20.00 USD; (unassigned) 10.00 USD; ");
    CHECK(
        gaps(wrong) ==
        std::vector<std::string>{
            "assignments Ann: until 2025-02-28 is in no span, as the next begins on 2025-03-01" +
                advice,
            "assignments Ann: until 2025-02-28 is the last day of a month and no longer in its "
            "span, as 1 of 1 ends are" +
                advice});
    const Loaded right = loaded(
        {{"assignments.csv", seats}, {"deals.csv", deals}},
        R"({"tables": {"assignments": {"ends": "last_day"}, "deals": {}}})");
    CHECK(unassigned(right) == "North 30.00 USD; ");
    CHECK(gaps(right).empty());
}

TEST_CASE("case 20: a subscription that ends on the last day of a month", "[case]") {
    const std::string one =
        "id,customer,price,interval,started,ended\nS1,C1,100,month,2024-01-01,2025-01-31\n";
    const Loaded wrong = loaded({{"subscriptions.csv", one}});
    CHECK(wrong.at(mrr, january) == "0.00 USD");
    CHECK(gaps(wrong).size() == 1);
    const Loaded right =
        loaded({{"subscriptions.csv", one}}, mapping_of("subscriptions", R"("ends": "last_day")"));
    CHECK(right.at(mrr, january) == "100.00 USD");
    CHECK(right.at(mrr, days("2025-01-01", "2025-02-02")) == "0.00 USD");
    CHECK(gaps(right).empty());
}

TEST_CASE("a last day of 9999 has no day after it") {
    const Loaded one = loaded(
        {{"targets.csv", "metric,from,until,amount\nrevenue,2025-01-01,9999-12-31,100\n"}},
        mapping_of("targets", R"("ends": "last_day")"));
    CHECK(one.book.records("targets") == 1);
}

TEST_CASE("mappings that say of the wrong fields that they end") {
    const auto complaint = [](const std::string& table, const std::string& more) {
        return message_of([&] { parse_mapping(mapping_of(table, more), "m.json"); });
    };
    CHECK(
        complaint("deals", R"("ends": "last_day")") ==
        "m.json: /tables/deals/ends: records of 'deals' have no spans that end");
    CHECK(
        complaint("targets", R"("ends": "last")") ==
        "m.json: /tables/targets/ends: unknown value 'last'; known are last_day, first_day_after");
    CHECK(
        complaint("targets", R"("fields": {"from": {"columns": "a", "ends": "last_day"}})") ==
        "m.json: /tables/targets/fields/from/ends: the field ends no span of days");
}
