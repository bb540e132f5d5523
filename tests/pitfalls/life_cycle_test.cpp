// SPDX-License-Identifier: MIT
// Traps of a deal's life, of funnels, cycles and quotes, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/attribution.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/stages.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/timezone/civil_date.hpp>

#include <chrono>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");
const Window to_february = make::days("2025-01-01", "2025-03-01");

/// The book as known today, or on a day.
BookBuilder history(const std::vector<Deal>& deals, const std::vector<StageChange>& changes) {
    BookBuilder builder{usd};
    builder.add(deals).add(changes);
    return builder;
}

template <class M>
std::string in_month(const Book& book, const M& metric, Month month) {
    const Table table = rollup(book).metrics(metric).every(Grain::month).during(to_february).run();
    return text(table.at({}, month)[metric]);
}

}  // namespace

TEST_CASE("pitfall 41: a reopened deal", "[pitfall]") {
    const auto deals = make::deals(
        deal_of().with(&Deal::id, "D").created_on("2025-01-02").won(120_usd, "2025-02-05"));
    const std::vector changes{
        make::change("D", "2025-01-10", Stage::won, 100_usd),
        make::change("D", "2025-01-20", Stage::open),
        make::change("D", "2025-02-05", Stage::won, 120_usd)};
    const Book now = history(deals, changes).build();
    CHECK(in_month(now, revenue, Month{2025, 1}) == "0.00 USD");
    CHECK(in_month(now, revenue, Month{2025, 2}) == "120.00 USD");  // not 220 in all
    const Book then = history(deals, changes).as_of(make::day("2025-01-15")).build();
    CHECK(in_month(then, revenue, Month{2025, 1}) == "100.00 USD");
    const Book reopened = history(deals, changes).as_of(make::day("2025-01-25")).build();
    CHECK(in_month(reopened, revenue, Month{2025, 1}) == "0.00 USD");
    CHECK(in_month(reopened, open_deals, Month{2025, 1}) == "1");

    // A system that forgets to clear the day of closing does not keep the deal in January.
    Deal left_over = deals[0];
    left_over.stage = Stage::open;
    left_over.closed = make::day("2025-01-10");
    const Book stale = make::book(std::vector{left_over});
    CHECK(in_month(stale, revenue, Month{2025, 1}) == "0.00 USD");
    CHECK(in_month(stale, open_deals, Month{2025, 2}) == "1");
    CHECK(stale.report().findings.size() == 1);
}

TEST_CASE("pitfall 42: lost, then won", "[pitfall]") {
    const auto deals = make::deals(
        deal_of().with(&Deal::id, "D").created_on("2025-01-02").won(100_usd, "2025-02-05"));
    const std::vector changes{
        make::change("D", "2025-01-10", Stage::lost), make::change("D", "2025-02-05", Stage::won)};
    const Book now = history(deals, changes).build();
    const Table both = rollup(now).metrics(deals_decided, win_rate).during(to_february).run();
    CHECK(text(both.at({})[deals_decided]) == "1");
    CHECK(text(both.at({})[win_rate]) == "100.00 %");  // not 1 of 2 events
    CHECK(in_month(now, win_rate, Month{2025, 1}) == "no_records");
    CHECK(in_month(now, win_rate, Month{2025, 2}) == "100.00 %");
    const Book then = history(deals, changes).as_of(make::day("2025-01-31")).build();
    CHECK(in_month(then, win_rate, Month{2025, 1}) == "0.00 %");
}

TEST_CASE("pitfall 43: open deals in the denominator", "[pitfall]") {
    const auto deals = make::deals(
        times(20, deal_of().won()), times(30, deal_of().lost()),
        times(50, deal_of().created_on("2025-01-05")));
    CHECK(text(win_rate(deals)) == "40.00 %");
    CHECK(text(win_rate_pursued(deals)) == "20.00 %");
}

TEST_CASE("pitfall 44: of those created in January, or decided in it", "[pitfall]") {
    constexpr auto of_created_and_decided = metric(
        "win_rate_of_created_and_decided",
        count<Deal>().where(won).by(deal::opened) / count<Deal>().where(decided).by(deal::opened));
    const auto of_january = deal_of().opened_on("2025-01-05");
    const auto older = deal_of().opened_on("2024-11-05");
    const auto deals = make::deals(
        times(1, of_january.won()), times(2, of_january.won(1_usd, "2025-03-03")),
        times(5, of_january.lost(1_usd, "2025-03-03")), times(2, of_january), times(3, older.won()),
        times(4, older.lost()));
    CHECK(text(win_rate.within(january, deals)) == "50.00 %");
    CHECK(text(win_rate_of_created.within(january, deals)) == "30.00 %");
    CHECK(text(of_created_and_decided.within(january, deals)) == "37.50 %");
    // Won in January over created in January would be 4 / 10, two different sets of deals.
}

TEST_CASE("pitfall 46: win rate in deals and in money", "[pitfall]") {
    const auto deals =
        make::deals(deal_of().won(100'000_usd), times(9, deal_of().lost(10'000_usd)));
    CHECK(text(win_rate(deals)) == "10.00 %");
    CHECK(text(win_rate_by_value(deals)) == "52.63 %");
}

TEST_CASE("pitfall 47: a cycle from bad dates", "[pitfall]") {
    const auto won_after = [](int n) {
        auto d = deal_of().won(1_usd, "2025-03-31");
        d.opened = *d.closed - date::days{n};
        return d;
    };
    const auto deals = make::deals(
        won_after(30), won_after(40), won_after(-5), deal_of().won(1_usd, "2025-03-31"));
    const Book book = make::book(deals);
    const Table table = rollup(book).metrics(sales_cycle).run();
    CHECK(text(table.at({})[sales_cycle]) == "35.0 days");  // not 21.67, nor 16.25
    CHECK(table.at({}).cell("sales_cycle").records == 2);
    CHECK(table.at({}).cell("sales_cycle").missing == 2);
    // The deal that closed before it opened is reported, and still a deal.
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].line == 3);
    CHECK(book.report().findings[0].field == "closed");
    CHECK_FALSE(book.report().findings[0].rejected);
    CHECK(text(deals_won(deals)) == "4");
}

TEST_CASE("pitfall 48: mean and median cycle", "[pitfall]") {
    std::vector<Deal> deals;
    for (const int n : {10, 12, 14, 16, 180}) {
        auto d = deal_of().won();
        d.opened = *d.closed - date::days{n};
        deals.push_back(d);
    }
    CHECK(text(sales_cycle(deals)) == "46.4 days");
    CHECK(text(sales_cycle_median(deals)) == "14.0 days");
}

TEST_CASE("pitfall 49: the cycle of won deals, not of all closed ones", "[pitfall]") {
    const auto deals = make::deals(
        deal_of().opened_on("2025-01-11").won(1_usd, "2025-01-31"),
        deal_of().opened_on("2025-01-01").won(1_usd, "2025-01-31"),
        deal_of().opened_on("2025-01-01").lost(1_usd, "2025-04-11"));
    CHECK(text(sales_cycle(deals)) == "25.0 days");  // not 50
    CHECK(text(sales_cycle_lost(deals)) == "100.0 days");
}

TEST_CASE("pitfall 50: calendar days, not hours, where the clock changes", "[pitfall]") {
    using namespace std::chrono_literals;
    // In New York from 2025-03-09 00:30 to 2025-03-10 00:00 pass 22.5 hours.
    const auto opened = make::day("2025-03-09") + 5h + 30min;
    const auto closed = make::day("2025-03-10") + 4h;
    REQUIRE(closed - opened == 22h + 30min);
    auto d = deal_of().won();
    d.opened = civil_date(opened, "America/New_York");
    d.closed = civil_date(closed, "America/New_York");
    CHECK(text(sales_cycle(make::deals(d))) == "1.0 days");  // not 0
}

TEST_CASE("pitfall 51: which day a cycle starts on", "[pitfall]") {
    Lead lead;
    lead.id = "L";
    lead.created = make::day("2025-01-01");
    const auto deals = make::deals(deal_of()
                                       .with(&Deal::lead, "L")
                                       .with(&Deal::first_contact, make::day("2025-01-03"))
                                       .opened_on("2025-01-11")
                                       .won(1_usd, "2025-02-10"));
    const Book book = make::book(deals, std::vector{lead});
    const Table table =
        rollup(book)
            .metrics(sales_cycle_from_lead, sales_cycle_from_first_contact, sales_cycle)
            .run();
    CHECK(text(table.at({})[sales_cycle_from_lead]) == "40.0 days");
    CHECK(text(table.at({})[sales_cycle_from_first_contact]) == "38.0 days");
    CHECK(text(table.at({})[sales_cycle]) == "30.0 days");
}

TEST_CASE("pitfall 52: several quotes per deal", "[pitfall]") {
    const auto named = [](const char* id) { return deal_of().with(&Deal::id, id); };
    const auto deals = make::deals(named("A").won(), named("B").lost(), named("C"));
    const Book book = make::book(
        deals, std::vector{
                   make::quote_of("A"), make::quote_of("A"), make::quote_of("A"),
                   make::quote_of("B"), make::quote_of("C")});
    const Table table =
        rollup(book).metrics(quote_to_close, quote_to_close_by_deal, quote_to_close_decided).run();
    CHECK(text(table.at({})[quote_to_close]) == "20.00 %");  // not 3 / 5
    CHECK(text(table.at({})[quote_to_close_by_deal]) == "33.33 %");
    CHECK(text(table.at({})[quote_to_close_decided]) == "50.00 %");
}

TEST_CASE("pitfall 53: more wins than quotes in a month", "[pitfall]") {
    std::vector<Deal> deals;
    std::vector<Quote> quotes{
        make::quote_of("D6", "2025-02-03"), make::quote_of("D7", "2025-02-04")};
    for (const char* id : {"D1", "D2", "D3", "D4", "D5"}) {
        deals.push_back(deal_of().with(&Deal::id, id).won(1_usd, "2025-02-20"));
        quotes.push_back(make::quote_of(id, "2025-01-15"));
    }
    deals.push_back(deal_of().with(&Deal::id, "D6"));
    deals.push_back(deal_of().with(&Deal::id, "D7"));
    const Book book = make::book(deals, quotes);
    CHECK(in_month(book, quote_to_close_in_period, Month{2025, 2}) == "250.00 %");
    const Table february = rollup(book).metrics(quote_to_close_in_period).every(Grain::month).run();
    const CellValue cell = february.at({}, Month{2025, 2}).cell(quote_to_close_in_period);
    CHECK(cell.marks.has(Mark::over_whole));
    CHECK(in_month(book, quote_to_close, Month{2025, 2}) == "0.00 %");
    CHECK(in_month(book, quote_to_close, Month{2025, 1}) == "100.00 %");
}

TEST_CASE("pitfall 54: skipped stages", "[pitfall]") {
    // Five deals: three enter Demo, of which two go on to Proposal; two skip it. Two are won.
    std::vector<StageChange> changes;
    for (const char* id : {"1", "2", "3"})
        changes.push_back(make::moved(id, "2025-01-05", "Demo"));
    for (const char* id : {"1", "2", "4", "5"})
        changes.push_back(make::moved(id, "2025-01-10", "Proposal"));
    for (const char* id : {"1", "4"})
        changes.push_back(make::change(id, "2025-01-20", Stage::won));
    const Book book = BookBuilder{usd}.pipeline({"Demo", "Proposal"}).add(changes).build();
    constexpr auto reached = stage_conversion("Demo", "Proposal");
    constexpr auto strict = stage_conversion_direct("Demo", "Proposal");
    const Table table = rollup(book).metrics(reached, strict).run();
    CHECK(text(table.at({})[reached]) == "80.00 %");  // 4 / 5, not 4 / 3
    CHECK(text(table.at({})[strict]) == "66.67 %");
}

TEST_CASE("pitfall 55: a deal that goes back and enters a stage again", "[pitfall]") {
    const std::vector changes{
        make::moved("D", "2025-01-01", "A"), make::moved("D", "2025-01-05", "B"),
        make::moved("D", "2025-01-10", "A"), make::moved("D", "2025-01-20", "B")};
    const Book book = BookBuilder{usd}.pipeline({"A", "B"}).add(changes).build();
    constexpr auto once = deals_reaching("B");
    constexpr auto twice = stage_entries("B");
    const Table table = rollup(book).metrics(once, twice).run();
    CHECK(text(table.at({})[once]) == "1");
    CHECK(text(table.at({})[twice]) == "2");
}

TEST_CASE("pitfall 56: several leads of one person", "[pitfall]") {
    constexpr auto converted_people = metric(
        "converted_people",
        distinct(lead::customer).where(is_known(lead::converted)).by(lead::created) /
            distinct(lead::customer).by(lead::created));
    std::vector<Lead> leads(3);
    for (Lead& lead : leads) {
        lead.customer = "Ada";
        lead.created = make::day("2025-01-05");
    }
    leads[1].converted = make::day("2025-01-20");
    CHECK(text(converted_people(leads)) == "100.00 %");
    CHECK(text(lead_conversion_rate(leads)) == "33.33 %");  // of rows, and says so
}

TEST_CASE("pitfall 57: a meeting with two reps", "[pitfall]") {
    Activity meeting;
    meeting.kind = ActivityKind::meeting;
    meeting.date = make::day("2025-01-10");
    meeting.credits = {{"A"}, {"B"}};
    const Book book = make::book(
        std::vector{meeting}, std::vector{make::seat("A", "North"), make::seat("B", "North")});
    const Table table = rollup(book).metrics(meetings).by(team, rep).with_subtotals().run();
    CHECK(text(table.at({"North", "A"})[meetings]) == "1");
    CHECK(text(table.at({"North", "B"})[meetings]) == "1");
    CHECK(text(table.at({"North"})[meetings]) == "1");  // not 2
    CHECK(text(table.at({})[meetings]) == "1");
}

TEST_CASE("pitfall 58: a win with three sources", "[pitfall]") {
    const auto deals = make::deals(deal_of().with(&Deal::id, "D").won(90_usd));
    const std::vector touches{
        make::touch_of("D", "2025-01-03", "fair"), make::touch_of("D", "2025-01-08", "web"),
        make::touch_of("D", "2025-01-13", "call")};
    const Book book = make::book(deals, touches);
    const Table table = rollup(book)
                            .metrics(attributed_revenue, first_touch_revenue, last_touch_revenue)
                            .by(touch::source)
                            .with_subtotals()
                            .run();
    for (const char* source : {"fair", "web", "call"})
        CHECK(text(table.at({source})[attributed_revenue]) == "30.00 USD");
    CHECK(text(table.at({})[attributed_revenue]) == "90.00 USD");  // not 270
    CHECK(text(table.at({"fair"})[first_touch_revenue]) == "90.00 USD");
    CHECK(text(table.at({"call"})[last_touch_revenue]) == "90.00 USD");
    CHECK(text(table.at({})[first_touch_revenue]) == "90.00 USD");
    CHECK(text(table.at({})[last_touch_revenue]) == "90.00 USD");
}

TEST_CASE("pitfall 59: the edge of a conversion window", "[pitfall]") {
    Lead lead;
    lead.created = make::day("2025-01-01");
    lead.converted = make::day("2025-01-08");  // on the 7th day after
    const std::vector leads{lead};
    CHECK(text(lead_conversion_rate_within(7)(leads)) == "100.00 %");
    CHECK(text(lead_conversion_rate_before(7)(leads)) == "0.00 %");
    CHECK(text(lead_conversion_rate_before(8)(leads)) == "100.00 %");
    CHECK(text(lead_conversion_rate_within(6)(leads)) == "0.00 %");
}

TEST_CASE("pitfall 60: collateral is used in deals", "[pitfall]") {
    // Nine uses, in six of ten won deals.
    const auto deals = make::deals(
        times(6, deal_of().with(&Deal::collateral_used, true).won()),
        times(4, deal_of().with(&Deal::collateral_used, false).won()));
    CHECK(text(collateral_usage(deals)) == "60.00 %");  // not 90 %
}

TEST_CASE("pitfall 61: forecast categories, one by one and cumulative", "[pitfall]") {
    const auto open = [](Money amount, ForecastCategory category) {
        return deal_of()
            .created_on("2025-01-02")
            .worth(amount)
            .with(&Deal::expected_close, make::day("2025-01-25"))
            .with(&Deal::forecast_category, category);
    };
    const auto deals = make::deals(
        deal_of().won(100_usd), open(50_usd, ForecastCategory::commit),
        open(30_usd, ForecastCategory::best_case), open(20_usd, ForecastCategory::pipeline),
        open(7_usd, ForecastCategory::omitted));
    const auto in_january = [&](const auto& metric) { return text(metric.within(january, deals)); };
    CHECK(in_january(forecast_commit) == "50.00 USD");
    CHECK(in_january(forecast_best_case) == "30.00 USD");
    CHECK(in_january(forecast_pipeline) == "20.00 USD");
    CHECK(in_january(forecast_commit_cumulative) == "150.00 USD");
    CHECK(in_january(forecast_best_case_cumulative) == "180.00 USD");
    CHECK(in_january(forecast_pipeline_cumulative) == "200.00 USD");
}

TEST_CASE("pitfall 62: coverage of what is left of the target", "[pitfall]") {
    constexpr auto coverage =
        metric("coverage_of_the_rest", pipeline_value / (revenue_target - revenue));
    constexpr auto of_all = metric("coverage_of_all", pipeline_value / revenue_target);
    const Book book = make::book(
        make::deals(
            deal_of().created_on("2025-01-05").won(60_usd),
            deal_of().created_on("2025-01-05").worth(120_usd)),
        std::vector{make::quota("A", 100_usd)});
    const Table table = rollup(book).metrics(coverage, of_all).during(january).run();
    CHECK(table.at({})[coverage]->exact() == 3);
    CHECK(table.at({})[of_all]->exact() == Rational(12, 10));
}
