// SPDX-License-Identifier: MIT
// Traps of credit, hierarchy and people, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window quarter = make::days("2025-01-01", "2025-04-01");

Table by_team_and_rep(const Book& book) {
    return rollup(book).metrics(revenue, deals_won).by(region, team, rep).with_subtotals().run();
}

}  // namespace

TEST_CASE("pitfall 64: split credit", "[pitfall]") {
    const Table table = by_team_and_rep(make::book(
        make::deals(deal_of().shared({{"A", 60}, {"B", 40}}).won(100'000_usd)),
        std::vector{make::seat("A", "North"), make::seat("B", "North")}));
    CHECK(text(table.at({"EMEA", "North", "A"})[revenue]) == "60000.00 USD");
    CHECK(text(table.at({"EMEA", "North", "B"})[revenue]) == "40000.00 USD");
    CHECK(text(table.at({"EMEA", "North"})[revenue]) == "100000.00 USD");  // not 200,000
    CHECK(text(table.at({"EMEA", "North"})[deals_won]) == "1");            // not 2
}

TEST_CASE("pitfall 65: split credit across teams", "[pitfall]") {
    const Table table = by_team_and_rep(make::book(
        make::deals(deal_of().shared({{"A", 60}, {"B", 40}}).won(100_usd)),
        std::vector{make::seat("A", "North"), make::seat("B", "South")}));
    CHECK(text(table.at({"EMEA", "North"})[revenue]) == "60.00 USD");
    CHECK(text(table.at({"EMEA", "South"})[revenue]) == "40.00 USD");
    CHECK(text(table.at({"EMEA"})[revenue]) == "100.00 USD");
    CHECK(text(table.at({"EMEA"})[deals_won]) == "1");
}

TEST_CASE("pitfall 66: overlay credit is no revenue", "[pitfall]") {
    auto both = deal_of().won(100_usd);
    both.credits = {{"AE"}, {.rep = "SE", .overlay = true}};
    const Table table = by_team_and_rep(make::book(
        make::deals(both), std::vector{make::seat("AE", "North"), make::seat("SE", "North")}));
    CHECK(text(table.at({"EMEA", "North", "AE"})[revenue]) == "100.00 USD");
    CHECK(text(table.at({"EMEA", "North", "SE"})[revenue]) == "0.00 USD");
    CHECK(text(table.at({"EMEA", "North"})[revenue]) == "100.00 USD");  // not 200
    CHECK(text(table.at({})[deals_won]) == "1");
}

TEST_CASE("pitfall 67: shares that are not the whole", "[pitfall]") {
    const Book short_of_it =
        make::book(make::deals(deal_of().shared({{"A", 60}, {"B", 30}}).won(100_usd)));
    const Table table = rollup(short_of_it).metrics(revenue).by(rep).with_subtotals().run();
    CHECK(text(table.at({"A"})[revenue]) == "60.00 USD");
    CHECK(text(table.at({"B"})[revenue]) == "30.00 USD");
    CHECK(text(table.at({unassigned})[revenue]) == "10.00 USD");  // shown, not lost, not scaled
    CHECK(text(table.at({})[revenue]) == "100.00 USD");

    const Book beyond_it =
        make::book(make::deals(deal_of().shared({{"A", 60}, {"B", 50}}).won(100_usd)));
    CHECK(
        text(rollup(beyond_it).metrics(revenue).by(rep).run().at({unassigned})[revenue]) ==
        "100.00 USD");
    CHECK(beyond_it.report().findings.at(0).field == "credits");
}

TEST_CASE("pitfall 68: the cents of a split deal", "[pitfall]") {
    const Book book =
        make::book(make::deals(deal_of().shared({{"A", 75}, {"B", 25}}).won(99.99_usd)));
    const Table table = rollup(book).metrics(revenue).by(rep).with_subtotals().run();
    CHECK(text(table.at({"A"})[revenue]) == "74.99 USD");  // not 75.00
    CHECK(text(table.at({"B"})[revenue]) == "25.00 USD");  // and 24.99
    CHECK(text(table.at({})[revenue]) == "99.99 USD");
}

TEST_CASE("pitfall 69: a deal split in three", "[pitfall]") {
    auto shared = deal_of().won(100_usd);
    const Decimal third = Decimal::try_parse("0.333333333").value();
    shared.credits = {{"A", third}, {"B", third}, {"C", third}};
    const Table table =
        rollup(make::book(make::deals(shared))).metrics(revenue).by(rep).with_subtotals().run();
    CHECK(text(table.at({"A"})[revenue]) == "33.34 USD");
    CHECK(text(table.at({"B"})[revenue]) == "33.33 USD");
    CHECK(text(table.at({"C"})[revenue]) == "33.33 USD");
    CHECK(text(table.at({})[revenue]) == "100.00 USD");  // not 99.99
}

TEST_CASE("pitfall 70: a rep changes team", "[pitfall]") {
    const auto moving = make::day("2025-02-15");
    const Book book = make::book(
        make::deals(
            deal_of().won(50_usd, "2025-01-20"), deal_of().won(30_usd, "2025-02-20"),
            deal_of().won(70_usd, "2025-03-10")),
        std::vector{make::seat("A", "North", {}, moving), make::seat("A", "South", moving)});
    const auto query = rollup(book).metrics(revenue).by(team).with_subtotals().during(quarter);
    const Table as_it_was = query.run();
    // Not 0 and 150 by the team of today, nor 80 and 70 by the team at each month's start.
    CHECK(text(as_it_was.at({"North"})[revenue]) == "50.00 USD");
    CHECK(text(as_it_was.at({"South"})[revenue]) == "100.00 USD");
    CHECK(text(as_it_was.at({})[revenue]) == "150.00 USD");
    const Table as_it_is = Rollup{query}.seated_as_of(make::day("2025-03-31")).run();
    CHECK(text(as_it_is.at({"South"})[revenue]) == "150.00 USD");
    CHECK(text(as_it_is.at({})[revenue]) == "150.00 USD");
    // The day of the move is already South's.
    const Book on_the_day = make::book(
        make::deals(deal_of().won(1_usd, "2025-02-14"), deal_of().won(2_usd, "2025-02-15")),
        std::vector{make::seat("A", "North", {}, moving), make::seat("A", "South", moving)});
    const Table edge = rollup(on_the_day).metrics(revenue).by(team).run();
    CHECK(text(edge.at({"North"})[revenue]) == "1.00 USD");
    CHECK(text(edge.at({"South"})[revenue]) == "2.00 USD");
}

TEST_CASE("pitfall 71: a rep who left", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of("A").won(200_usd), deal_of("Leaver").won(100_usd)),
        std::vector{
            make::seat("A", "North"), make::seat("Leaver", "North", {}, make::day("2025-02-01"))});
    const Table table = by_team_and_rep(book);
    CHECK(text(table.at({"EMEA", "North"})[revenue]) == "300.00 USD");  // not 200
    CHECK(text(table.at({"EMEA", "North", "Leaver"})[revenue]) == "100.00 USD");
    // Nor is anything lost in a view of a day on which the rep has no seat.
    const Table today = rollup(book)
                            .metrics(revenue)
                            .by(team)
                            .with_subtotals()
                            .seated_as_of(make::day("2025-06-01"))
                            .run();
    CHECK(text(today.at({})[revenue]) == "300.00 USD");
}

TEST_CASE("pitfall 72: a manager who also sells", "[pitfall]") {
    const Table table = by_team_and_rep(make::book(
        make::deals(
            deal_of("Manager").won(20_usd), deal_of("A").won(30_usd), deal_of("B").won(50_usd)),
        std::vector{
            make::seat("Manager", "North"), make::seat("A", "North"), make::seat("B", "North")}));
    CHECK(text(table.at({"EMEA", "North"})[revenue]) == "100.00 USD");  // not 120
}

TEST_CASE("pitfall 73: sales per rep with a changing headcount", "[pitfall]") {
    std::vector<Assignment> seats;
    for (int i = 0; i < 20; ++i)
        seats.push_back(make::seat(
            "R" + std::to_string(i), "North",
            i < 10 ? std::optional<Date>{} : make::day("2025-02-01")));
    const Book book =
        make::book(make::deals(deal_of("R0").won(1'000'000_usd, "2025-03-20")), seats);
    const Table table =
        rollup(book).metrics(revenue_per_rep, revenue_per_rep_month).during(quarter).run();
    CHECK(text(table.at({})[revenue_per_rep_month]) == "20000.00 USD/month");
    CHECK(text(table.at({})[revenue_per_rep]) == "60000.00 USD");  // not 50,000
}

TEST_CASE("pitfall 74: reps who sold nothing", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of("A").won(50_usd), deal_of("B").won(30_usd), deal_of("C").won(20_usd)),
        std::vector{
            make::seat("A", "North"), make::seat("B", "North"), make::seat("C", "North"),
            make::seat("D", "North")});
    const Table table = rollup(book)
                            .metrics(revenue, revenue_per_rep)
                            .by(team, rep)
                            .with_subtotals()
                            .during(make::days("2025-01-01", "2025-02-01"))
                            .run();
    CHECK(text(table.at({"North"})[revenue_per_rep]) == "25.00 USD");  // not 33.33
    CHECK(text(table.at({"North", "D"})[revenue]) == "0.00 USD");
    CHECK(text(table.at({"North", "D"})[revenue_per_rep]) == "0.00 USD");
}

TEST_CASE("pitfall 75: a deal that changes hands before closing", "[pitfall]") {
    Activity call;
    call.kind = ActivityKind::call;
    call.rep = "A";
    call.deal = "D";
    call.date = make::day("2025-01-05");
    // Opened and called by A, closed by B: it is B's, and the call stays A's.
    const Book book = make::book(
        make::deals(deal_of("B").with(&Deal::id, "D").opened_on("2025-01-02").won(100_usd)),
        std::vector{call});
    const Table table = rollup(book).metrics(revenue, calls).by(rep).run();
    CHECK(text(table.at({"B"})[revenue]) == "100.00 USD");
    CHECK(text(table.at({"A"})[revenue]) == "0.00 USD");
    CHECK(text(table.at({"A"})[calls]) == "1");
}
