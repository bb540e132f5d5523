// SPDX-License-Identifier: MIT
// What fields were on a day: changes of fields and of stages, and what records say themselves.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

StageChange lost_on(std::string_view deal, std::string_view on) {
    return make::change(deal, on, Stage::lost);
}

FieldChange became(
    std::string_view deal,
    std::string_view field,
    std::string_view on,
    std::string_view value,
    std::string_view before = {}) {
    return {"deals", std::string{deal},  std::string{field}, day(on),
            {},      std::string{value}, std::string{before}};
}

template <class... Ranges>
Book book_as_of(std::string_view on, const Ranges&... ranges) {
    BookBuilder builder{usd};
    (builder.add(ranges), ...);
    return builder.as_of(day(on)).build();
}

template <class M>
std::string value(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).run()[0][metric]);
}

/// "Ann 100.00 USD; Ben 50.00 USD; ", of those who have any.
template <class M>
std::string by_dimension(const Book& book, const M& metric, const Dimension& dimension) {
    std::string all;
    for (const auto row : rollup(book).metrics(metric).by(dimension).run())
        if (!row[metric] || row[metric]->exact() != 0)
            all += std::string{row.key().group[0]} + " " + text(row[metric]) + "; ";
    return all;
}

std::string outcomes(const Book& book) {
    return value(book, revenue) + ", won " + value(book, deals_won) + ", lost " +
           value(book, deals_lost) + ", open " + value(book, open_deals);
}

make::DealMaker named(std::string_view id) {
    return deal_of("Ann").with(&Deal::id, std::string{id}).created_on("2025-01-01");
}
}  // namespace

TEST_CASE("public case 2: a history that stops before the end does not open what is decided") {
    const auto deals =
        make::deals(named("1").won(100_usd, "2025-01-10"), named("2").lost(50_usd, "2025-01-12"));
    const std::vector changes{
        make::moved("1", "2025-01-02", "Demo"), make::moved("1", "2025-01-05", "Proposal"),
        make::moved("2", "2025-01-02", "Demo")};
    const auto as_of = [&](const char* on) { return outcomes(book_as_of(on, deals, changes)); };
    CHECK(as_of("2025-01-31") == "100.00 USD, won 1, lost 1, open 0");
    CHECK(as_of("2025-01-11") == "100.00 USD, won 1, lost 0, open 1");
    CHECK(as_of("2025-01-09") == "0.00 USD, won 0, lost 0, open 2");
}

TEST_CASE(
    "until when a deal was open nobody knows if neither it nor its history dates the decision") {
    auto undated = named("1").won(100_usd, "2025-01-10");
    undated.closed.reset();
    const std::vector changes{
        make::moved("1", "2025-01-02", "Demo"), make::moved("1", "2025-01-05", "Proposal")};
    const Book book = BookBuilder{usd}.add(make::deals(undated, named("2"))).add(changes).build();
    constexpr auto open_at_start =
        metric("open_at_start", count<Deal>().active_at_start(deal::created, deal::closed));
    const Table table = rollup(book)
                            .metrics(open_deals, open_at_start)
                            .during(make::days("2025-01-20", "2025-02-01"))
                            .run();
    CHECK(text(table[0][open_deals]) == "1");
    CHECK(text(table[0][open_at_start]) == "1");
}

TEST_CASE("what a record says of a day stands until a later change says otherwise") {
    const auto deals = make::deals(named("1").won(100_usd, "2025-01-10"));
    const auto as_of = [&](const char* on, std::vector<StageChange> changes) {
        return outcomes(book_as_of(on, deals, changes));
    };
    const auto open = [](const char* on) { return make::change("1", on, Stage::open); };
    const auto to_won = [](const char* on) { return make::change("1", on, Stage::won); };
    // Opened again after the closing that the record still has.
    CHECK(as_of("2025-01-31", {open("2025-01-20")}) == "0.00 USD, won 0, lost 0, open 1");
    CHECK(as_of("2025-01-19", {open("2025-01-20")}) == "100.00 USD, won 1, lost 0, open 0");
    // On the day of the closing the record comes last.
    CHECK(as_of("2025-01-31", {open("2025-01-10")}) == "100.00 USD, won 1, lost 0, open 0");
    // Entered a day too early and a day too late: the day of closing is the record's.
    const auto closing = [&](std::vector<StageChange> changes) {
        const Book book = book_as_of("2025-01-31", deals, changes);
        std::string days;
        const Table table = rollup(book)
                                .metrics(deals_won)
                                .every(Grain::day)
                                .during(make::days("2025-01-08", "2025-01-13"))
                                .run();
        for (const auto row : table)
            days += text(row[deals_won]) + " ";
        return days;
    };
    CHECK(closing({to_won("2025-01-12")}) == "0 0 1 0 0 ");
    CHECK(closing({to_won("2025-01-09")}) == "0 0 1 0 0 ");
    CHECK(
        closing({to_won("2025-01-08"), open("2025-01-11"), to_won("2025-01-12")}) == "0 0 0 0 1 ");
    // Before the record's own day the changes are all that is known.
    CHECK(as_of("2025-01-09", {to_won("2025-01-08")}) == "100.00 USD, won 1, lost 0, open 0");
}

TEST_CASE("public case 3: of one day what is decided comes last, whatever the order of lines") {
    const auto deals = make::deals(named("B").lost(100_usd, "2025-01-20"));
    StageChange proposal = make::moved("B", "2025-01-20", "Proposal");
    StageChange is_lost = lost_on("B", "2025-01-20");
    is_lost.pipeline_stage = "Lost";
    const char* const right = "0.00 USD, won 0, lost 1, open 0";
    CHECK(outcomes(book_as_of("2025-01-31", deals, std::vector{proposal, is_lost})) == right);
    CHECK(outcomes(book_as_of("2025-01-31", deals, std::vector{is_lost, proposal})) == right);
    // Not only because the record says it.
    const auto open = make::deals(named("B"));
    CHECK(outcomes(book_as_of("2025-01-31", open, std::vector{proposal, is_lost})) == right);
    CHECK(outcomes(book_as_of("2025-01-31", open, std::vector{is_lost, proposal})) == right);
}

TEST_CASE("of one day the order of the pipeline counts, and an order that is said before that") {
    const auto deals = make::deals(named("B").worth(100_usd));
    auto demo = make::moved("B", "2025-01-20", "Demo");
    auto proposal = make::moved("B", "2025-01-20", "Proposal");
    const auto stage = [&](bool turned, std::vector<std::string> pipeline) {
        std::vector changes{demo, proposal};
        if (turned) std::reverse(changes.begin(), changes.end());
        BookBuilder builder{usd};
        builder.add(deals).add(changes).as_of(day("2025-01-31"));
        if (!pipeline.empty()) builder.pipeline(pipeline);
        return by_dimension(builder.build(), pipeline_value, Dimension{"pipeline_stage"});
    };
    for (const bool turned : {false, true}) {
        CHECK(stage(turned, {"Demo", "Proposal"}) == "Proposal 100.00 USD; ");
        CHECK(stage(turned, {"Proposal", "Demo"}) == "Demo 100.00 USD; ");
        // Which of two comes last without a pipeline, nobody can know.
        CHECK(stage(turned, {}) == "(unassigned) 100.00 USD; ");
    }
    demo.order = 2, proposal.order = 1;  // gone back
    for (const bool turned : {false, true})
        CHECK(stage(turned, {"Demo", "Proposal"}) == "Demo 100.00 USD; ");
}

TEST_CASE("fields are what they were on the day") {
    auto deal = named("D").worth(150_usd).likely(80);
    deal.rep = "Ben", deal.pipeline_stage = "Offer";
    deal.forecast_category = ForecastCategory::commit;
    const auto deals = make::deals(deal);
    const std::vector changes{
        became("D", "rep", "2025-03-05", "Ben", "Ann"),
        became("D", "amount", "2025-02-03", "120.00 USD", "100.00 USD"),
        became("D", "amount", "2025-03-03", "150 USD"),
        became("D", "probability", "2025-02-10", "0.8", "0.25"),
        became("D", "pipeline_stage", "2025-01-01", "Demo"),
        became("D", "pipeline_stage", "2025-02-10", "Offer"),
        became("D", "forecast_category", "2025-02-20", "commit", "pipeline")};
    const auto as_of = [&](const char* on) {
        const Book book = book_as_of(on, deals, changes);
        CHECK(book.report().findings.empty());
        return by_dimension(book, weighted_pipeline, by::rep) +
               by_dimension(book, pipeline_value, Dimension{"pipeline_stage"}) +
               by_dimension(book, open_deals, Dimension{"forecast_category"});
    };
    CHECK(as_of("2025-01-31") == "Ann 25.00 USD; Demo 100.00 USD; pipeline 1; ");
    CHECK(as_of("2025-02-09") == "Ann 30.00 USD; Demo 120.00 USD; pipeline 1; ");
    CHECK(as_of("2025-02-28") == "Ann 96.00 USD; Offer 120.00 USD; commit 1; ");
    CHECK(as_of("2025-03-05") == "Ben 120.00 USD; Offer 150.00 USD; commit 1; ");
}

TEST_CASE("a name that comes later is no member") {
    auto deal = named("D").worth(150_usd);
    deal.product = "Next";
    const std::vector changes{became("D", "product", "2025-03-05", "Next", "Basic")};
    const auto members = [&](const Book& book) {
        std::string all;
        for (const auto row : rollup(book).metrics(open_deals).by(Dimension{"product"}).run())
            all += std::string{row.key().group[0]} + " " + text(row[open_deals]) + "; ";
        return all;
    };
    CHECK(members(book_as_of("2025-02-28", make::deals(deal), changes)) == "Basic 1; ");
    CHECK(members(book_as_of("2025-03-31", make::deals(deal), changes)) == "Basic 0; Next 1; ");
    // A change that says nothing new leaves what was before.
    const std::vector again{became("D", "product", "2025-03-05", "Next", "Next")};
    CHECK(members(book_as_of("2025-02-28", make::deals(deal), again)) == "Next 1; ");
}

TEST_CASE("before its first change a field is what it was before, or not known") {
    const auto deals = make::deals(named("D").worth(150_usd));
    const auto as_of = [&](const char* on, const std::vector<FieldChange>& changes) {
        return value(book_as_of(on, deals, changes), pipeline_value);
    };
    const std::vector without{became("D", "amount", "2025-02-03", "150 USD")};
    CHECK(as_of("2025-01-31", without) == "missing_values");
    CHECK(as_of("2025-02-03", without) == "150.00 USD");
    const std::vector with{became("D", "amount", "2025-02-03", "150 USD", "100 USD")};
    CHECK(as_of("2025-01-31", with) == "100.00 USD");
    // An amount without a currency is in that of the record; an empty value is none from then on.
    const std::vector emptied{
        became("D", "amount", "2025-01-10", "90"), became("D", "amount", "2025-01-20", "")};
    CHECK(as_of("2025-01-15", emptied) == "90.00 USD");
    CHECK(as_of("2025-01-31", emptied) == "missing_values");
    // What has no changes is as the record says.
    CHECK(as_of("2025-01-31", {}) == "150.00 USD");
}

TEST_CASE("of several changes on one day what was before says which came last") {
    const auto deals = make::deals(named("D").worth(7_usd));
    std::vector<FieldChange> changes{
        became("D", "amount", "2025-01-10", "30 USD", "20 USD"),
        became("D", "amount", "2025-01-10", "40 USD", "30 USD"),
        became("D", "amount", "2025-01-10", "20 USD", "10 USD")};
    const auto on = [&](const char* as_of) {
        return value(book_as_of(as_of, deals, changes), pipeline_value);
    };
    for (int turn = 0; turn < 3; ++turn) {
        CHECK(on("2025-01-10") == "40.00 USD");
        CHECK(on("2025-01-09") == "10.00 USD");
        std::rotate(changes.begin(), changes.begin() + 1, changes.end());
    }
    for (FieldChange& change : changes)
        change.before.clear();
    CHECK(on("2025-01-10") == "missing_values");
    for (FieldChange& change : changes)
        change.order = change.value[0];
    CHECK(on("2025-01-10") == "40.00 USD");
}

TEST_CASE("any record with an id has a history") {
    Subscription subscription = make::paying("C", 150_usd);
    subscription.id = "S";
    const FieldChange change{"subscriptions", "S",      "price", day("2025-02-10"), {},
                             "150 USD",       "100 USD"};
    const auto mrr_as_of = [&](const char* on) {
        const Book book = book_as_of(on, std::vector{subscription}, std::vector{change});
        return value(book, mrr);
    };
    CHECK(mrr_as_of("2025-01-31") == "100.00 USD");
    CHECK(mrr_as_of("2025-02-28") == "150.00 USD");
}

TEST_CASE("a change that cannot be is rejected, and says why") {
    const auto deals = make::deals(named("D").worth(100_usd));
    const auto of_table = [](std::string_view table) {
        FieldChange change = became("D", "rep", "2025-01-10", "Ben");
        change.table = table;
        return change;
    };
    const std::vector changes{
        of_table("dreams"),
        of_table("assignments"),
        became("X", "rep", "2025-01-10", "Ben"),
        became("D", "colour", "2025-01-10", "red"),
        became("D", "id", "2025-01-10", "E"),
        became("D", "closed", "2025-01-10", "2025-01-09"),
        became("D", "amount", "2025-01-10", "much"),
        became("D", "probability", "2025-01-10", "half"),
        became("D", "expected_close", "2025-01-10", "soon"),
        became("D", "stage", "2025-01-10", "fallen"),
        became("D", "stage", "2025-01-10", ""),
        became("D", "units", "2025-01-10", "1.5"),
        became("D", "amount", "2025-01-10", "90 USD", "some")};
    const Book book =
        book_as_of("2025-01-31", deals, std::vector{make::seat("Ann", "North")}, changes);
    std::vector<std::string> found;
    for (const Finding& finding : book.report().findings)
        found.push_back(
            finding.field + " '" + finding.value + "' " + finding.reason +
            (finding.rejected ? "" : " (kept)"));
    CHECK(
        found == std::vector<std::string>{
                     "table 'dreams' is no table of the book",
                     "table 'assignments' is a table without ids",
                     "id 'X' is the id of no record there",
                     "field 'colour' is no field of table 'deals' that has a history",
                     "field 'id' is no field of table 'deals' that has a history",
                     "field 'closed' follows from the changes of 'stage'",
                     "value 'much' is not an amount such as 1200.00 USD",
                     "value 'half' is not a number such as 0.25",
                     "value 'soon' is not a day such as 2025-03-31",
                     "value 'fallen' is not one of open, won, lost", "value '' is missing",
                     "value '1.5' is not a whole number",
                     "before 'some' is not an amount such as 1200.00 USD (kept)"});
    CHECK(value(book, pipeline_value) == "90.00 USD");
}

TEST_CASE("a change of what was rejected itself is no second fault") {
    auto undecided = named("D").won(100_usd);
    undecided.closed.reset();
    const Book book = book_as_of(
        "2025-01-31", make::deals(undecided), std::vector{became("D", "rep", "2025-01-10", "Ben")});
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].table == "deals");
}
