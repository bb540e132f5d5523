// SPDX-License-Identifier: MIT
// What a group takes from those around it and beside it, where a report has several dimensions.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

Book two_teams() {
    const std::vector seats{
        make::seat("Asha", "North"), make::seat("Ben", "North"), make::seat("Chloe", "South")};
    return make::book(
        seats,
        make::deals(
            deal_of("Asha").won(75_usd), deal_of("Ben").won(25_usd), deal_of("Chloe").won(50_usd)));
}

}  // namespace

TEST_CASE("reps are ranked among those of their team, teams among each other") {
    const Table table = rollup(two_teams())
                            .metrics(rank(revenue))
                            .by(by::team, by::rep)
                            .with_subtotals()
                            .during(january)
                            .run();
    const auto place = [&](std::vector<std::string_view> group) {
        return text(table.at(group)[rank(revenue)]);
    };
    CHECK(place({"North", "Asha"}) == "1");
    CHECK(place({"North", "Ben"}) == "2");
    CHECK(place({"South", "Chloe"}) == "1");
    CHECK(place({"North"}) == "1");
    CHECK(place({"South"}) == "2");
}

TEST_CASE("a share of a level needs groups of that level") {
    const auto by = [&](auto... dimensions) {
        return rollup(two_teams())
            .metrics(share_of(revenue, by::team))
            .by(dimensions...)
            .during(january)
            .run();
    };
    CHECK(text(by(by::team, by::rep).at({"North", "Ben"}).values()[0].outcome) == "25.00 %");
    CHECK(code_of([&] { (void)by(by::rep); }) == ErrorCode::unknown_dimension);
}

// 30 in EMEA, against 20 that are usual there, and 40 that are usual.
TEST_CASE("a figure for a region says nothing of the whole") {
    Reference usual;
    usual.name = "benchmark", usual.metric = "revenue";
    usual.amount = 40_usd;
    Reference in_emea = usual;
    in_emea.region = "EMEA";
    in_emea.amount = 20_usd;
    const auto gaps = [&](const std::vector<Reference>& figures) {
        const Book book = make::book(
            std::vector{make::seat("Asha", "North")}, make::deals(deal_of("Asha").won(30_usd)),
            figures);
        const Table table = rollup(book)
                                .metrics(benchmark_gap(revenue))
                                .by(by::region)
                                .with_subtotals()
                                .during(january)
                                .run();
        const auto gap = [&](std::vector<std::string_view> group) {
            return text(table.at(group)[benchmark_gap(revenue)]);
        };
        return gap({"EMEA"}) + ", " + gap({});
    };
    CHECK(gaps({usual, in_emea}) == "10.00 USD, -10.00 USD");
    CHECK(gaps({in_emea}) == "10.00 USD, no_reference");
    CHECK(gaps({usual}) == "-10.00 USD, -10.00 USD");
}

TEST_CASE("a figure for a product says nothing in a report that is not cut by products") {
    Reference usual;
    usual.name = "benchmark", usual.metric = "revenue";
    usual.amount = 40_usd;
    Reference of_pro = usual;
    of_pro.product = "Pro", of_pro.amount = 20_usd;
    const auto gap = [&](const std::vector<Reference>& figures) {
        const Book book = make::book(make::deals(deal_of().won(30_usd)), figures);
        return text(rollup(book)
                        .metrics(benchmark_gap(revenue))
                        .during(january)
                        .run()[0][benchmark_gap(revenue)]);
    };
    CHECK(gap({usual, of_pro}) == "-10.00 USD");
    CHECK(gap({of_pro}) == "no_reference");
}

TEST_CASE("the company has a row, though nobody had a seat at the time") {
    const Book book = make::book(
        std::vector{make::seat("Asha", "North", make::day("2025-01-01"), make::day("2025-02-01"))},
        make::deals(deal_of("Asha").won(30_usd)));
    const auto rows = [&](const Window& when) {
        const Table table = rollup(book).metrics(revenue).by("company").during(when).run();
        REQUIRE(table.size() == 1);
        return text(table[0][revenue]);
    };
    CHECK(rows(january) == "30.00 USD");
    CHECK(rows(make::days("2024-01-01", "2024-02-01")) == "0.00 USD");
}

// Calls are of no product.
TEST_CASE("in a row of a rep and a product, what no product is known of is not cut") {
    Activity call;
    call.id = "c", call.rep = "Asha", call.kind = ActivityKind::call;
    call.date = make::day("2025-01-21");
    const Book book = make::book(
        std::vector{call}, make::deals(deal_of("Asha").won(30_usd).with(&Deal::product, "Pro")));
    const Table table =
        rollup(book).metrics(revenue, calls).by("rep", "product").during(january).run();
    CHECK(text(table.at({"Asha", "Pro"})[revenue]) == "30.00 USD");
    CHECK(text(table.at({"Asha", "Pro"})[calls]) == "not_cut");
    CHECK(text(table.at({"Asha", "(unassigned)"})[calls]) == "1");
}
