// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/conversion.hpp>

using namespace kpi_test;

namespace {

const Window january = window("2025-01-01", "2025-02-01");

Lead lead_of(std::string_view created, std::string_view converted = {}) {
    Lead l;
    l.created = day(created);
    if (!converted.empty()) l.converted = day(converted);
    return l;
}

Deal opened(Deal d, std::string_view on) {
    d.created = d.opened = day(on);
    return d;
}

Deal still_open_deal(std::string_view created) {
    Deal d;
    d.created = d.opened = day(created);
    return d;
}

}  // namespace

// Pitfall 43: 20 won, 30 lost, 50 open.
TEST_CASE("open deals are in the one win rate and not in the other") {
    std::vector<Deal> deals;
    add(deals, 20, won_deal(1_usd));
    add(deals, 30, decided_deal(Stage::lost, 1_usd));
    add(deals, 50, still_open_deal("2025-01-05"));
    CHECK(answer(win_rate(deals)) == "2/5");
    CHECK(answer(win_rate_pursued(deals)) == "1/5");
}

// At the end of January one deal is open that is lost in March; two others begin in March.
TEST_CASE("deals are pursued from the day on which they were created") {
    std::vector<Deal> deals;
    add(deals, 1, won_deal(1_usd));
    deals[0].closed = day("2025-01-20");
    add(deals, 1, decided_deal(Stage::lost, 1_usd));
    deals[1].created = deals[1].opened = day("2025-01-05");
    deals[1].closed = day("2025-03-20");
    add(deals, 2, still_open_deal("2025-03-05"));
    CHECK(answer(win_rate_pursued.within({day("2025-01-01"), day("2025-02-01")}, deals)) == "1/2");
    CHECK(answer(win_rate_pursued.within({day("2025-03-01"), day("2025-04-01")}, deals)) == "0");
}

TEST_CASE("nothing decided is not 0 %") {
    const std::vector<Deal> none;
    CHECK(answer(win_rate(none)) == "no_records");
    const std::vector open_only{still_open_deal("2025-01-05")};
    CHECK(answer(win_rate(open_only)) == "no_records");
    CHECK(answer(win_rate_pursued(open_only)) == "0");
    const std::vector lost_only{decided_deal(Stage::lost, 1_usd)};  // pitfall 15
    CHECK(answer(win_rate(lost_only)) == "0");
}

// Pitfall 44: of 10 created in January 3 are won, 5 lost and 2 open. Closed in January, from any
// month of creation: 4 won, 4 lost.
TEST_CASE("of the deals decided in January, or of those created in it") {
    std::vector<Deal> deals;
    add(deals, 1, opened(won_deal(1_usd, "2025-01-20"), "2025-01-02"));
    add(deals, 2, opened(won_deal(1_usd, "2025-02-20"), "2025-01-02"));
    add(deals, 5, opened(decided_deal(Stage::lost, 1_usd, "2025-03-01"), "2025-01-02"));
    add(deals, 2, still_open_deal("2025-01-02"));
    add(deals, 3, opened(won_deal(1_usd, "2025-01-20"), "2024-11-11"));
    add(deals, 4, opened(decided_deal(Stage::lost, 1_usd, "2025-01-20"), "2024-11-11"));
    CHECK(answer(win_rate.within(january, deals)) == "1/2");
    CHECK(answer(win_rate_of_created.within(january, deals)) == "3/10");
}

// Pitfall 46: one deal of 100,000 won, nine of 10,000 lost. 100,000 / 190,000.
TEST_CASE("a win rate in deals, or in money") {
    std::vector deals{won_deal(100'000_usd)};
    add(deals, 9, decided_deal(Stage::lost, 10'000_usd));
    CHECK(answer(win_rate(deals)) == "1/10");
    CHECK(answer(win_rate_by_value(deals)) == "10/19");
    add(deals, 1, won_deal({}));
    CHECK(answer(win_rate_by_value(deals)) == "10/19");
    const std::vector unknown{won_deal({})};
    CHECK(answer(win_rate_by_value(unknown)) == "no_records");
}

// 500 leads of January, 50 of whom converted, 20 of them later; 15 older ones converted in January.
TEST_CASE("a lead's conversion belongs to the month of the lead, or to its own") {
    std::vector<Lead> leads;
    add(leads, 450, lead_of("2025-01-10"));
    add(leads, 30, lead_of("2025-01-10", "2025-01-25"));
    add(leads, 20, lead_of("2025-01-10", "2025-03-03"));
    add(leads, 15, lead_of("2024-12-10", "2025-01-25"));
    CHECK(answer(leads_created.within(january, leads)) == "500");
    CHECK(answer(leads_converted.within(january, leads)) == "45");
    CHECK(answer(lead_conversion_rate.within(january, leads)) == "1/10");
    CHECK(answer(lead_conversion_rate_in_period.within(january, leads)) == "9/100");
    const std::vector<Lead> none;
    CHECK(answer(lead_conversion_rate(none)) == "no_records");
}

TEST_CASE("each step of a lead counts on its own day") {
    std::vector leads{
        lead_of("2025-01-10"), lead_of("2025-01-11"), lead_of("2025-01-12"), lead_of("2025-01-13")};
    leads[0].qualified = day("2025-01-20");
    leads[1].qualified = day("2025-02-20");
    leads[0].accepted = day("2025-02-21");
    CHECK(answer(leads_qualified.within(january, leads)) == "1");
    CHECK(answer(leads_qualified(leads)) == "2");
    CHECK(answer(leads_accepted(leads)) == "1");
    CHECK(answer(qualified_rate(leads)) == "1/2");
}

// Three signed up in January, two of them were qualified; one of these two was accepted by sales,
// and qualified by them; a lead that never signed up was qualified and accepted, but no more.
TEST_CASE("each step's rate is of the leads that took the step before") {
    std::vector<Lead> leads(4);
    for (std::size_t i = 0; i < 3; ++i)
        leads[i].signed_up = day("2025-01-05");
    for (const std::size_t i : {0U, 1U, 3U})
        leads[i].qualified = day("2025-01-10");
    for (const std::size_t i : {0U, 3U})
        leads[i].accepted = day("2025-02-02");
    leads[0].sales_qualified = day("2025-02-12");
    CHECK(answer(signup_to_mql_rate.within(january, leads)) == "2/3");
    CHECK(answer(mql_to_sal_rate.within(january, leads)) == "2/3");
    CHECK(answer(sal_to_sql_rate.within(january, leads)) == "no_records");
    CHECK(answer(sal_to_sql_rate(leads)) == "1/2");
}

// Converted after 0, 7 and 8 days, and not at all.
TEST_CASE("a conversion window has its last day, or not") {
    const std::vector leads{
        lead_of("2025-01-10", "2025-01-10"), lead_of("2025-01-10", "2025-01-17"),
        lead_of("2025-01-10", "2025-01-18"), lead_of("2025-01-10")};
    CHECK(answer(lead_conversion_rate_within(7)(leads)) == "1/2");
    CHECK(answer(lead_conversion_rate_before(7)(leads)) == "1/4");
    CHECK(answer(lead_conversion_rate_within(0)(leads)) == "1/4");
    CHECK(answer(lead_conversion_rate_before(0)(leads)) == "0");
    CHECK(answer(lead_conversion_rate_within(8)(leads)) == "3/4");
    constexpr auto week = lead_conversion_rate_within(7);
    CHECK(week.id() == std::string_view{"lead_conversion_rate_within(7)"});
    CHECK(week.title() == std::string_view{"Lead conversion rate within 7 days"});
}

// Answered after 0, 1 and 5 days; one not at all, one before it existed.
TEST_CASE("the response time is over the leads that were answered") {
    std::vector<Lead> leads;
    add(leads, 5, lead_of("2025-01-10"));
    leads[0].first_activity = day("2025-01-10");
    leads[1].first_activity = day("2025-01-11");
    leads[2].first_activity = day("2025-01-15");
    leads[4].first_activity = day("2025-01-01");
    CHECK(answer(lead_response_time(leads)) == "2");
    CHECK(answer(lead_response_time_median(leads)) == "1");
    const std::vector unanswered{lead_of("2025-01-10")};
    CHECK(answer(lead_response_time(unanswered)) == "missing_values");
}

// Pitfall 60: 10 wins, 6 of them with sales material.
TEST_CASE("collateral usage is of deals, not of uses") {
    std::vector<Deal> deals;
    add(deals, 10, won_deal(1_usd));
    for (std::size_t i = 0; i < 6; ++i)
        deals[i].collateral_used = true;
    deals[6].collateral_used = false;
    add(deals, 1, decided_deal(Stage::lost, 1_usd));
    deals.back().collateral_used = true;
    CHECK(answer(collateral_usage(deals)) == "3/5");
}

// Pitfall 52: deal A has 3 quotes and is won, B has 1 and is lost, C has 1 and is open.
TEST_CASE("what came of quotes, by quote, by deal, by decided deal") {
    std::vector<Quote> quotes(5);
    const auto fill = [&](std::size_t i, const char* of, Stage outcome) {
        quotes[i].deal = of;
        quotes[i].sent = day("2025-01-05");
        quotes[i].deal_stage = outcome;
        if (outcome != Stage::open) quotes[i].deal_closed = day("2025-02-10");
    };
    for (std::size_t i = 0; i < 3; ++i)
        fill(i, "A", Stage::won);
    fill(3, "B", Stage::lost);
    fill(4, "C", Stage::open);
    CHECK(answer(quote_to_close(quotes)) == "1/5");
    CHECK(answer(quote_to_close_by_deal(quotes)) == "1/3");
    CHECK(answer(quote_to_close_decided(quotes)) == "1/2");
    CHECK(answer(quote_to_close_in_period.within(january, quotes)) == "0");
    const Window february = window("2025-02-01", "2025-03-01");
    CHECK(answer(quote_to_close_in_period.within(february, quotes)) == "zero_denominator");
    CHECK(answer(quote_to_close_in_period(quotes)) == "1/5");
    quotes.resize(1);
    quotes[0].deal.clear();
    CHECK(answer(quote_to_close(quotes)) == "0");
    CHECK(answer(quote_to_close_by_deal(quotes)) == "missing_values");
}

TEST_CASE("quotes count when they are sent") {
    std::vector<Quote> quotes(3);
    quotes[0].sent = day("2025-01-05");
    quotes[1].sent = day("2025-02-05");
    CHECK(answer(quotes_sent(quotes)) == "2");
    CHECK(answer(quotes_sent.within(january, quotes)) == "1");
}
