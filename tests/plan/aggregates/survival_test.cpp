// SPDX-License-Identifier: MIT
// Kaplan and Meier's estimate with Greenwood's interval, on the 21 patients of Freireich's trial (1963)
// who took 6-MP: weeks of remission, those with a plus are still in it.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>

#include <cmath>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

struct Wait {
    int days;
    bool is_over;
};

const std::vector<Wait> trial{
    {6, true},   {6, true},   {6, true},   {6, false},  {7, true},   {9, false},  {10, true},
    {10, false}, {11, false}, {13, true},  {16, true},  {17, false}, {19, false}, {20, false},
    {22, true},  {23, true},  {25, false}, {32, false}, {32, false}, {34, false}, {35, false}};

constexpr Date last_day = date_of(2025, 3, 31);

/// Those who still wait have begun as many days before the last one.
std::vector<Lead> leads_of(const std::vector<Wait>& waits, const std::string& source = "fair") {
    std::vector<Lead> leads;
    for (const Wait& wait : waits) {
        Lead lead;
        lead.source = source;
        lead.id = source + std::to_string(leads.size());
        lead.created = last_day - date::days{wait.days};
        if (wait.is_over) lead.converted = last_day;
        leads.push_back(lead);
    }
    return leads;
}

Definition of(const std::string& name, int days) {
    const Catalogue catalogue;
    return catalogue.at(
        name + "(" + std::to_string(days) + ", leads.created, leads.converted by created)");
}

CellValue cell(const std::vector<Lead>& leads, const std::string& name, int days) {
    const Definition metric = of(name, days);
    const Book book = BookBuilder{usd}.add(leads).as_of(last_day).build();
    return rollup(book)
        .metrics(metric)
        .during(make::days("2025-01-01", "2025-04-01"))
        .run()
        .at({})
        .cell(metric.id());
}

std::string exact(const std::vector<Wait>& waits, const std::string& name, int days) {
    const CellValue found = cell(leads_of(waits), name, days);
    return found.outcome ? to_text(found.outcome->exact())
                         : std::string{saleskpi::name(found.outcome.reason())};
}

double number(const std::string& name, int days) {
    return cell(leads_of(trial), name, days).outcome->exact().to_double();
}

}  // namespace

TEST_CASE("the share that still waits after any number of days") {
    CHECK(exact(trial, "survival", 5) == "1");
    CHECK(exact(trial, "survival", 6) == "6/7");       // 1 - 3/21
    CHECK(exact(trial, "survival", 7) == "96/119");    // x 16/17: the one of 6+ has gone
    CHECK(exact(trial, "survival", 10) == "64/85");    // x 14/15
    CHECK(exact(trial, "survival", 13) == "176/255");  // x 11/12
    CHECK(exact(trial, "survival", 23) == "160/357");  // x 10/11 x 6/7 x 5/6
    CHECK(exact(trial, "survival", 100) == "160/357");
    CHECK(exact(trial, "reached_within", 10) == "21/85");
    CHECK(cell(leads_of(trial), "survival", 23).marks == Marks{});
    CHECK(exact({{3, true}, {3, true}}, "survival", 3) == "0");
    CHECK(exact({}, "survival", 3) == "no_records");
}

// At 10 weeks the standard error is 0.0963: Greenwood's sum is 1403/85680.
TEST_CASE("Greenwood's interval around it") {
    CHECK(std::abs(number("survival_low_95", 10) - 0.564099326679) < 1e-11);
    CHECK(std::abs(number("survival_high_95", 10) - 0.941783026262) < 1e-11);
    CHECK(std::abs(number("survival_low_95", 23) - 0.184384863841) < 1e-11);
    CHECK(std::abs(number("survival_high_95", 23) - 0.711973679576) < 1e-11);
    CHECK(cell(leads_of(trial), "survival_low_95", 10).marks == Marks{Mark::rounded});
    // It ends at the whole: 1.0068 at 6 weeks.
    CHECK(exact(trial, "survival_high_95", 6) == "1");
    CHECK(exact({{10, true}, {20, true}, {15, false}, {30, false}}, "survival_low_95", 20) == "0");
    // Where nobody has got there it is no interval, and where all have there is none.
    CHECK(exact(trial, "survival_low_95", 5) == "1");
    CHECK(exact({{3, true}, {3, true}}, "survival_high_95", 3) == "insufficient_n");
}

TEST_CASE("pitfall 45 as survival", "[pitfall]") {
    const std::vector<Wait> leads{{10, true}, {20, true}, {15, false}, {30, false}};
    CHECK(exact(leads, "reached_within", 20) == "5/8");
    CHECK(exact(leads, "survival", 20) == "3/8");  // 3/4 x 1/2
    CHECK(exact(leads, "survival", 19) == "3/4");
}

TEST_CASE("survival by group") {
    std::vector<Lead> leads = leads_of(trial);
    for (const Lead& lead : leads_of({{10, true}, {20, true}, {15, false}, {30, false}}, "web"))
        leads.push_back(lead);
    const Definition metric = of("survival", 10);
    const Book book = BookBuilder{usd}.add(leads).as_of(last_day).build();
    const Table table = rollup(book)
                            .metrics(metric)
                            .by(lead::source)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    CHECK(to_text(table.at({"fair"})[metric.id()]->exact()) == "64/85");
    CHECK(to_text(table.at({"web"})[metric.id()]->exact()) == "3/4");
}

// A hundred wait for 1, 2, ... days, and after each of them one is seen no longer.
TEST_CASE("a product that 128 bits do not hold is rounded, and says so") {
    std::vector<Wait> waits;
    double still = 1;
    for (int day = 1; day <= 80; ++day) {
        waits.push_back({day, true});
        waits.push_back({day, false});
        still *= 1 - 1.0 / (160 - 2 * (day - 1));
    }
    const CellValue found = cell(leads_of(waits), "survival", 79);
    CHECK(found.marks == Marks{Mark::rounded});
    CHECK(found.outcome->exact().denominator() <= 1'000'000'000'000);
    CHECK(std::abs(found.outcome->exact().to_double() - still / (1 - 1.0 / 2)) < 1e-11);
}

TEST_CASE("constants and texts of survival are the same") {
    constexpr auto open_after_90 =
        metric("open_after_90", survival<90>(lead::created, lead::converted).by(lead::created));
    constexpr auto low =
        metric("low", survival_low_95<90>(lead::created, lead::converted).by(lead::created));
    constexpr auto high =
        metric("high", survival_high_95<90>(lead::created, lead::converted).by(lead::created));
    CHECK(formula_text(open_after_90) == formula_text(of("survival", 90)));
    CHECK(formula_text(low) == formula_text(of("survival_low_95", 90)));
    CHECK(formula_text(high) == formula_text(of("survival_high_95", 90)));
    CHECK_THAT(
        words(high).no_value, Catch::Contains("insufficient_n: nobody is left to wait for longer"));
}
