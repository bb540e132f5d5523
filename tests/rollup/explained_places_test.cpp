// SPDX-License-Identifier: MIT
// An explanation asks the same groups, days and records as the cell of the table.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using Ids = std::vector<std::string>;

namespace {

Target target_of_team(const char* team, const char* rep, Money amount) {
    Target target;
    target.metric = "revenue", target.region = "EMEA", target.team = team, target.rep = rep;
    target.amount = amount;
    target.from = make::day("2025-01-01"), target.until = make::day("2025-04-01");
    return target;
}

Assignment seat(const char* rep, const char* team) {
    Assignment a;
    a.rep = rep, a.team = team, a.region = "EMEA";
    return a;
}

const ExplainedPart& part_of(const Explanation& why, std::string_view begin) {
    for (const ExplainedPart& part : why.parts)
        if (part.text.substr(0, begin.size()) == begin) return part;
    throw std::logic_error{"no such part"};
}

}  // namespace

TEST_CASE("the rows of a target are those that are used, and no others") {
    const modes::Plain as_added;
    // The team North has 900 of its own; its reps have 700 and 400. South has 300 by its rep only.
    const std::vector targets{
        target_of_team("North", "Asha", 700_usd), target_of_team("North", "Ben", 400_usd),
        target_of_team("North", "", 900_usd), target_of_team("South", "Chloe", 300_usd)};
    const std::vector seats{seat("Asha", "North"), seat("Ben", "North"), seat("Chloe", "South")};
    std::vector<Deal> deals =
        make::deals(deal_of("Asha").won(600_usd), deal_of("Chloe").won(150_usd));
    deals[0].id = "a", deals[1].id = "b";
    const Book book = BookBuilder{usd}.add(seats).add(deals).add(targets).build();
    const Rollup query = rollup(book).by(by::region, by::team, by::rep);
    const Period quarter = Calendar{}.parse("2025-Q1");

    const Explanation region = query.explain(attainment(revenue), {"EMEA"}, quarter);
    CHECK(region.numbers == "750.00 / 1200.00");
    CHECK(part_of(region, "sum(targets").ids == Ids{"#3", "#4"});
    CHECK(text(part_of(region, "sum(targets").value.outcome) == "1200.00 USD");
    const Explanation team = query.explain(attainment(revenue), {"EMEA", "North"}, quarter);
    CHECK(team.numbers == "600.00 / 900.00");
    CHECK(part_of(team, "sum(targets").ids == Ids{"#3"});
    const Explanation rep = query.explain(attainment(revenue), {"EMEA", "North", "Ben"}, quarter);
    CHECK(rep.numbers == "0.00 / 400.00");
    CHECK(part_of(rep, "sum(targets").ids == Ids{"#2"});
}

TEST_CASE("what runs from the beginning of the report runs from its beginning when explained") {
    const Book book = make::book(make::deals(
        deal_of().won(100_usd, "2024-12-20"), deal_of().won(20_usd, "2025-01-20"),
        deal_of().won(3_usd, "2025-02-20"), deal_of().won(4_usd, "2025-03-20")));
    Rollup query = rollup(book).metrics(cumulative(revenue)).every(Grain::month);
    query.during(make::days("2025-01-01", "2025-05-01"));
    const Table table = query.run();
    const Period march = Calendar{}.parse("2025-03");
    CHECK(text(table.at({}, Month{2025, 3})[cumulative(revenue)]) == "27.00 USD");
    const Explanation why = query.explain(cumulative(revenue), {}, march);
    CHECK(why.numbers == "27.00");
    CHECK(why.parts.at(0).period == "2025-01-01 to 2025-03-31");
    // Without days of its own, from the first day on which something happened.
    const Explanation all =
        rollup(book).every(Grain::month).explain(cumulative(revenue), {}, march);
    CHECK(all.numbers == "127.00");
    // Over the periods of the report, too.
    constexpr auto together = correlation(revenue, deals_won, Fit::pearson, Over::periods);
    CHECK(query.explain(together, {}, march).parts.size() == 8);
}

TEST_CASE("many periods together") {
    const Book book = make::book(
        make::deals(deal_of().won(100_usd, "2003-12-20"), deal_of().won(20_usd, "2025-01-20")));
    const Period month = Calendar{}.parse("2025-03");
    const auto query = rollup(book).every(Grain::month);
    CHECK(query.explain(rolling(revenue, 256), {}, month).numbers == "120.00");
    CHECK(query.explain(rolling(revenue, 255), {}, month).numbers == "20.00");
    CHECK(query.explain(rolling(revenue, 257), {}, month).numbers == "no_prior_period");
    CHECK(query.explain(before(revenue, 300), {}, month).numbers == "no_prior_period");
}

TEST_CASE("a group that the table has for another metric can be explained") {
    std::vector<Deal> deals = make::deals(deal_of("Asha").won(100_usd));
    deals[0].id = "a", deals[0].channel = "web";
    Activity call;
    call.id = "c1", call.rep = "Asha", call.channel = "phone", call.kind = ActivityKind::call;
    call.date = make::day("2025-01-21");
    const Book book = BookBuilder{usd}.add(deals).add(std::vector{call}).build();
    const Rollup query = rollup(book).metrics(revenue, calls).by("rep", "channel");
    const Table table = query.run();
    CHECK(text(table.at({"Asha", "web"})[calls]) == "0");
    const Period january = Calendar{}.parse("2025-01");
    const Explanation why = query.explain(calls, {"Asha", "web"}, january);
    CHECK(why.numbers == "0");
    CHECK(why.parts.at(0).ids.empty());
    CHECK(query.explain(calls, {"Asha", "phone"}, january).parts.at(0).ids == Ids{"c1"});
}

TEST_CASE("records that count and lack the value are named apart") {
    std::vector<Deal> deals = make::deals(
        deal_of().won(100_usd), deal_of().won(std::nullopt), deal_of().won(50_usd).costing(20_usd));
    deals[0].id = "a", deals[1].id = "b", deals[2].id = "c";
    const Book book = make::book(deals);
    const Period january = Calendar{}.parse("2025-01");
    const Explanation sum = rollup(book).explain(revenue, {}, january);
    CHECK(sum.parts.at(0).ids == Ids{"a", "c"});
    CHECK(sum.parts.at(0).missing_ids == Ids{"b"});
    // And those that lack a field which is asked for.
    const Explanation margin = rollup(book).explain(gross_margin, {}, january);
    CHECK(margin.parts.at(0).ids == Ids{"c"});
    CHECK(margin.parts.at(0).missing_ids == Ids{"a", "b"});
}

TEST_CASE("parts say in which group they were taken") {
    const Book book =
        make::book(make::deals(deal_of("Asha").won(75_usd), deal_of("Ben").won(25_usd)));
    const Explanation why = rollup(book).by(by::rep).explain(
        share_of(revenue, Level::company), {"Asha"}, Calendar{}.parse("2025-01"));
    CHECK(why.numbers == "75.00 / 100.00");
    REQUIRE(why.parts.size() == 2);
    CHECK(why.parts[0].group.empty());
    CHECK(why.parts[1].group == "all");
}

TEST_CASE("parts of the same records have those of their own group and days") {
    std::vector<Deal> deals = make::deals(
        deal_of("Asha").won(75_usd), deal_of("Ben").won(25_usd), deal_of("Chloe").won(300_usd),
        deal_of("Asha").won(50_usd, "2024-12-20"));
    deals[0].id = "a", deals[1].id = "b", deals[2].id = "c", deals[3].id = "d";
    const std::vector seats{seat("Asha", "North"), seat("Ben", "North"), seat("Chloe", "South")};
    const Rollup query = rollup(BookBuilder{usd}.add(seats).add(deals).build());
    const Period january = Calendar{}.parse("2025-01");

    const Explanation share =
        Rollup{query}
            .by(by::team, by::rep)
            .explain(share_of(revenue, Level::parent), {"North", "Asha"}, january);
    CHECK(share.numbers == "75.00 / 100.00");
    REQUIRE(share.parts.size() == 2);
    CHECK(share.parts[0].group.empty());
    CHECK(share.parts[0].ids == Ids{"a"});
    CHECK(share.parts[1].group == "North");
    CHECK(share.parts[1].ids == Ids{"a", "b"});

    const Explanation change = query.explain(kpi::change(revenue, previous), {}, january);
    REQUIRE(change.parts.size() == 2);
    CHECK(change.parts[0].ids == Ids{"a", "b", "c"});
    CHECK(change.parts[1].period == "2024-12-01 to 2024-12-20");
    CHECK(change.parts[1].ids == Ids{"d"});
}

TEST_CASE("without a target nothing is read for an attainment") {
    const Book book = make::book(make::deals(deal_of().won(30_usd)));
    const Explanation why =
        rollup(book).explain(attainment(revenue), {}, Calendar{}.parse("2025-01"));
    CHECK(why.numbers == "no_target");
    CHECK(why.parts.empty());
}

TEST_CASE("of a group of which some have a target, the others do not count on either side") {
    const std::vector targets{target_of_team("North", "Asha", 100_usd)};
    const std::vector seats{seat("Asha", "North"), seat("Ben", "North")};
    std::vector<Deal> deals = make::deals(deal_of("Asha").won(75_usd), deal_of("Ben").won(25_usd));
    deals[0].id = "a", deals[1].id = "b";
    const Book book = BookBuilder{usd}.add(seats).add(deals).add(targets).build();
    const Explanation why = rollup(book).by(by::team).explain(
        attainment(revenue), {"North"}, Calendar{}.parse("2025-Q1"));
    CHECK(why.numbers == "75.00 / 100.00");
    CHECK(part_of(why, "sum(deals").ids == Ids{"a"});
    CHECK(part_of(why, "sum(deals").group == "some of North");
}

TEST_CASE("a change of a change of a change is explained without its exponential number of parts") {
    const Book book = make::book(
        make::deals(deal_of().won(100_usd, "2020-01-20"), deal_of().won(120_usd, "2024-12-20")));
    Definition metric = revenue;
    for (int i = 0; i < 30; ++i)
        metric = change(metric, previous);
    const Explanation why =
        rollup(book).every(Grain::month).explain(metric, {}, Calendar{}.parse("2024-12"));
    CHECK(why.parts.size() <= 31);
}

TEST_CASE("a total without any record is explained, and so is what needs none") {
    const Book empty = BookBuilder{usd}.build();
    const Period january = Calendar{}.parse("2025-01");
    Rollup query = rollup(empty).by(by::rep).with_subtotals().every(Grain::month);
    query.during(make::days("2025-01-01", "2025-02-01"));
    CHECK(query.explain(revenue, {}, january).numbers == "no_records");
    CHECK(query.explain("days_in_period", {}, january).numbers == "31");
    CHECK(query.explain("5 USD * 2", {}, january).numbers == "5.00 * 2");
}

namespace {

/// Of two months and two reps, so that the parts and the whole compare with other days.
Book two_reps() {
    return make::book(make::deals(
        deal_of("A").won(20_usd, "2025-01-03"), deal_of("B").won(1100_usd, "2025-01-30"),
        deal_of("A").won(100_usd, "2025-02-10"), deal_of("B").won(21_usd, "2025-02-11")));
}

}  // namespace

TEST_CASE("the same days as a month and as a window are two places") {
    // February against January; and its 28 days against the 28 before, from January 4.
    constexpr auto of_all = change(revenue, previous);
    const Definition around = kpi::metric(
        "around",
        with_step(Definition{of_all}.formula(), detail::step_of(steps::enclosing, Level::company)));
    const Definition both = kpi::metric("both", around.formula() + cumulative(around).formula());
    Rollup query = rollup(two_reps()).metrics(both).by(by::rep).every(Grain::month);
    query.during(make::days("2025-02-01", "2025-03-01"));
    const CellValue cell = query.run().at({"A"}, Month{2025, 2}).cell(both);
    // (121 - 1120) / 1120 + (121 - 1100) / 1100
    CHECK(cell.outcome->exact() == Rational(-999, 1120) + Rational(-979, 1100));
    const Explanation why = query.explain(both, {"A"}, Calendar{}.parse("2025-02"));
    CHECK(why.value.outcome == cell.outcome);
}

TEST_CASE("what an aggregate made is explained in its own unit, and a date as a day") {
    std::vector<Deal> deals =
        make::deals(deal_of("Asha").won(600_usd), deal_of("Asha").won(150_usd));
    deals[0].id = "a", deals[1].id = "b";
    deals[0].created = make::day("2025-01-03"), deals[0].closed = make::day("2025-01-13");
    deals[1].created = make::day("2025-01-05"), deals[1].closed = make::day("2025-03-01");
    const Book book = BookBuilder{usd}.add(deals).build();
    const Period quarter = Calendar{}.parse("2025-Q1");
    const auto why = [&](std::string_view formula) {
        return rollup(book).explain(Catalogue{}.at(formula), {}, quarter);
    };
    // Of two deals one is won within ten days.
    const Explanation share = why("reached_within(10, deals.created, deals.closed by created)");
    CHECK(text(share.parts.at(0).value.outcome) == "50.00 %");
    CHECK(share.parts.at(0).value.outcome.value() == share.value.outcome.value());
    const Explanation longest =
        why("largest(deals.closed by closed) - smallest(deals.created by closed)");
    CHECK(longest.numbers == "2025-03-01 - 2025-01-03");
    CHECK(text(longest.value.outcome) == "57.0 days");
    CHECK(why("smallest(deals.created by closed)").numbers == "2025-01-03");
}
