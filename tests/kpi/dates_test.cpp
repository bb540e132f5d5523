// SPDX-License-Identifier: MIT
// Which date places what: each date of a record lies in a month of its own, and no two kinds of
// records are equally many. What a metric says of each month tells by which date it counts, from
// which to which it measures, and which records count.
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/record/records.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace kpi_test;

namespace {

/// Eight leads of January, of which seven signed up, six were called and so on; four of July.
std::vector<Lead> leads() {
    std::vector<Lead> all(12);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Lead& l = all[i];
        l.id = "L" + std::to_string(i);
        l.created = day("2025-07-20");
        if (i >= 8) continue;
        l.created = day("2025-01-10");
        if (i < 7) l.signed_up = day("2025-02-10");
        if (i < 6) l.first_activity = day("2025-03-10");
        if (i < 5) l.qualified = day("2025-04-10");
        if (i < 4) l.accepted = day("2025-05-10");
        if (i < 3) l.sales_qualified = day("2025-06-10");
        if (i < 2) l.converted = day("2025-07-10");
    }
    return all;
}

Deal deal_at(Money amount, Stage stage) {
    Deal d;
    d.stage = stage;
    d.amount = amount;
    d.lead_created = day("2025-01-05");
    d.first_contact = day("2025-02-05");
    d.created = day("2025-03-05");
    d.opened = day("2025-04-05");
    d.expected_close = day("2025-06-05");
    return d;
}

/// Won in August at 10, 20 and 60, one of each kind; lost in August at 5 and in September at 7; three
/// that are open, one of each forecast category, at 100, 200 and 400; one that begins in August, and
/// one that is entered in October.
std::vector<Deal> deals() {
    std::vector<Deal> all;
    for (const int amount : {10, 20, 60}) {
        Deal d = deal_at(Money{amount * 100, usd}, Stage::won);
        d.closed = day("2025-08-05");
        d.kind = static_cast<DealKind>(all.size());
        d.customer = amount == 10 ? "a" : "b";
        d.cost = Money{amount * 50, usd};
        d.list = Money{amount == 60 ? 6000 : amount * 200, usd};
        d.units = amount / 10;
        d.contract_months = 12;
        d.collateral_used = amount != 20;
        all.push_back(d);
    }
    for (const int amount : {5, 7}) {
        Deal d = deal_at(Money{amount * 100, usd}, Stage::lost);
        d.closed = day(amount == 5 ? "2025-08-05" : "2025-09-05");
        d.kind = DealKind::new_business;
        d.cost = Money{100, usd};
        d.list = Money{200, usd};
        d.units = 9;
        d.contract_months = 5;
        d.collateral_used = true;
        all.push_back(d);
    }
    for (const int amount : {100, 200, 400}) {
        Deal d = deal_at(Money{amount * 100, usd}, Stage::open);
        d.probability = Decimal::ratio(1, 2);
        d.forecast_category = static_cast<ForecastCategory>(all.size() - 5);
        all.push_back(d);
    }
    // Entered long after it had begun: until then nobody knew of it.
    Deal entered = deal_at(1600_usd, Stage::open);
    entered.created = day("2025-10-05");
    all.push_back(entered);
    Deal late;
    late.created = late.opened = day("2025-08-20");
    all.push_back(late);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = "D" + std::to_string(i);
    return all;
}

/// Of two deals that were won, with two quotes for the first, and of one that was lost; five of March,
/// of deals that are open.
std::vector<Quote> quotes() {
    std::vector<Quote> all(9);
    const char* const of[] = {"Q1", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].id = "q" + std::to_string(i);
        all[i].deal = of[i];
        all[i].sent = day("2025-03-20");
        all[i].deal_stage = Stage::open;
        if (i >= 4) continue;
        all[i].sent = day("2025-01-15");
        if (i < 3) all[i].accepted = day("2025-02-15");
        all[i].deal_closed = day("2025-03-15");
        all[i].deal_stage = i < 3 ? Stage::won : Stage::lost;
    }
    return all;
}

/// One of each interval from a week on, and one that costs nothing, from February to August.
std::vector<Subscription> subscriptions() {
    std::vector<Subscription> all;
    for (std::size_t i = 1; i < interval_names.size(); ++i) {
        all.push_back(subscribed(
            std::string(1, static_cast<char>('a' + i)), Money{100'00, usd},
            static_cast<Interval>(i), "2025-02-01"));
        all.back().account = "x";
    }
    all.push_back(subscribed("free", Money{0, usd}, Interval::month, "2025-02-01"));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].id = "S" + std::to_string(i);
        all[i].ended = day("2025-09-01");
    }
    return all;
}

/// Three that come in February, two of whom by what was paid for, and leave in August; one who is
/// there all the time, one who comes in August, and one who leaves in November.
std::vector<Customer> customers() {
    std::vector<Customer> all{
        customer_since("2025-02-03", "2025-08-03"),
        customer_since("2025-02-03", "2025-08-03"),
        customer_since("2025-02-03", "2025-08-03"),
        customer_since("2024-06-01"),
        customer_since("2025-08-20"),
        customer_since("2024-06-01", "2025-11-15")};
    all[0].acquisition = all[1].acquisition = Acquisition::paid;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = "C" + std::to_string(i);
    return all;
}

/// A rep from February to April, and another in August.
std::vector<Assignment> reps() {
    std::vector<Assignment> all(2);
    all[0].rep = "A";
    all[0].from = day("2025-02-01");
    all[0].until = day("2025-05-01");
    all[1].rep = "B";
    all[1].from = day("2025-08-01");
    all[1].until = day("2025-09-01");
    return all;
}

/// A call, an email and a conversation in each of the first ten months, and spending of each purpose.
std::vector<Activity> activities() {
    std::vector<Activity> all;
    for (const char* const month : {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10"})
        for (const ActivityKind kind :
             {ActivityKind::call, ActivityKind::email, ActivityKind::conversation}) {
            Activity a;
            a.id = "A" + std::to_string(all.size());
            a.kind = kind;
            a.date = day("2025-" + std::string{month} + "-20");
            all.push_back(a);
        }
    return all;
}
std::vector<Spend> spending() {
    std::vector<Spend> all;
    for (const char* const month : {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10"}) {
        const std::string date = "2025-" + std::string{month} + "-20";
        all.push_back(spent(SpendPurpose::sales, 30_usd, date));
        all.push_back(spent(SpendPurpose::marketing, 24_usd, date));
    }
    return all;
}

/// Two tickets of March, of which one is resolved in May.
std::vector<Ticket> tickets() {
    std::vector<Ticket> all(2);
    for (std::size_t i = 0; i < 2; ++i) {
        all[i].id = "T" + std::to_string(i);
        all[i].opened = day("2025-03-10");
    }
    all[0].resolved = day("2025-05-10");
    return all;
}

/// Somebody who used what they bought, in March.
std::vector<UsageEvent> usage() {
    UsageEvent e;
    e.date = day("2025-03-03");
    e.user = "u";
    return {e};
}

/// 180 dollars in August, in a market of 610 in 61 days of August and September.
std::vector<Target> targets() {
    Target t;
    t.metric = "revenue";
    t.from = day("2025-08-01");
    t.until = day("2025-09-01");
    t.amount = 180_usd;
    return {t};
}
std::vector<Reference> markets() {
    Reference r;
    r.name = "market_size";
    r.from = day("2025-08-01");
    r.until = day("2025-10-01");
    r.amount = 610_usd;
    return {r};
}

Book book() {
    return BookBuilder{usd}
        .add(leads())
        .add(deals())
        .add(quotes())
        .add(subscriptions())
        .add(customers())
        .add(reps())
        .add(activities())
        .add(spending())
        .add(tickets())
        .add(usage())
        .add(targets())
        .add(markets())
        .build();
}

/// "Jan 8, Apr 1/2": the months of 2025 in which it has a value other than zero. Money in cents.
std::string months_of(const Book& of, std::string_view metric) {
    static const char* const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Table table = rollup(of)
                            .metrics(Catalogue{}.at(metric))
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2026-01-01"))
                            .run();
    std::string text;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& outcome = table[row].values()[0].outcome;
        if (!outcome || outcome->exact() == Rational{0}) continue;
        text +=
            (text.empty() ? "" : ", ") + std::string{names[row]} + " " + to_text(outcome->exact());
    }
    return text;
}

struct Line {
    const char* metric;
    const char* months;
};

constexpr Line lines[] = {
    {"customer_acquisition_cost", "Feb 1800, Aug 5400"},
    {"customer_acquisition_cost_paid", "Feb 2700"},
    {"customer_acquisition_cost_lagged", "Aug 5400"},
    {"cost_per_lead", "Jan 300, Jul 600"},
    {"cost_per_opportunity", "Apr 800/3, Aug 2400"},
    {"calls_per_rep", "Feb 1, Mar 1, Apr 1, Aug 1"},
    {"emails_per_rep", "Feb 1, Mar 1, Apr 1, Aug 1"},
    {"activities_per_won_deal", "Aug 1"},
    {"conversations_per_customer",
     "Jan 1/2, Feb 1/5, Mar 1/5, Apr 1/5, May 1/5, Jun 1/5, Jul 1/5, Aug 1/3, Sep 1/3, Oct 1/3"},
    {"leads_created", "Jan 8, Jul 4"},
    {"leads_qualified", "Apr 5"},
    {"leads_accepted", "May 4"},
    {"leads_converted", "Jul 2"},
    {"qualified_rate", "Jan 5/8"},
    {"signup_to_mql_rate", "Feb 5/7"},
    {"mql_to_sal_rate", "Apr 4/5"},
    {"sal_to_sql_rate", "May 3/4"},
    {"lead_conversion_rate", "Jan 1/4"},
    {"lead_conversion_rate_in_period", "Jul 1/2"},
    {"lead_response_time", "Jan 59"},
    {"lead_response_time_median", "Jan 59"},
    {"win_rate", "Aug 3/4"},
    {"win_rate_pursued", "Aug 1/3"},
    {"win_rate_of_created", "Apr 1/3"},
    {"win_rate_by_value", "Aug 18/19"},
    {"quotes_sent", "Jan 4, Mar 5"},
    {"quote_to_close", "Jan 1/2"},
    {"quote_to_close_by_deal", "Jan 2/3"},
    {"quote_to_close_decided", "Jan 2/3"},
    {"quote_to_close_in_period", "Mar 2/5"},
    {"collateral_usage", "Aug 2/3"},
    {"customers",
     "Jan 2, Feb 5, Mar 5, Apr 5, May 5, Jun 5, Jul 5, Aug 3, Sep 3, Oct 3, Nov 2, Dec 2"},
    {"new_customers", "Feb 3, Aug 1"},
    {"lost_customers", "Aug 3, Nov 1"},
    {"customer_churn_rate", "Aug 3/5, Nov 1/3"},
    {"customer_churn_rate_with_joiners", "Aug 1/2, Nov 1/3"},
    {"retention_rate",
     "Jan 1, Feb 1, Mar 1, Apr 1, May 1, Jun 1, Jul 1, Aug 2/5, Sep 1, Oct 1, Nov 2/3, Dec 1"},
    {"retention_rate_net_of_new",
     "Jan 1, Feb 1, Mar 1, Apr 1, May 1, Jun 1, Jul 1, Aug 2/5, Sep 1, Oct 1, Nov 2/3, Dec 1"},
    {"customer_growth", "Feb 3/2, Aug -2/5, Nov -1/3"},
    {"sales_cycle", "Aug 122"},
    {"sales_cycle_median", "Aug 122"},
    {"sales_cycle_p90", "Aug 122"},
    {"sales_cycle_from_first_contact", "Aug 181"},
    {"sales_cycle_from_lead", "Aug 212"},
    {"sales_cycle_lost", "Aug 122, Sep 153"},
    {"contract_length", "Aug 12"},
    {"contract_length_by_value", "Aug 12"},
    {"customer_lifetime", "Aug 5/3, Nov 3"},
    {"lifetime_value", "Aug 88750/9"},
    {"lifetime_value_of_revenue", "Aug 177500/9"},
    {"lifetime_value_net", "Aug 40150/9"},
    {"ltv_to_cac", "Aug 1775/972"},
    {"cac_payback", "Aug 324/355"},
    {"gross_profit", "Aug 4500"},
    {"gross_margin", "Aug 1/2"},
    {"markup", "Aug 1"},
    {"discount_rate", "Aug 1/4"},
    {"price_realization", "Aug 3/4"},
    {"full_price_share", "Aug 2/3"},
    {"sales_cost_ratio", "Aug 1/3"},
    {"sales_cost_ratio_lagged", "Aug 1/3"},
    {"opportunities_created", "Apr 9, Aug 1"},
    {"opportunity_value_created", "Apr 240200"},
    {"open_deals", "Mar 8, Apr 8, May 8, Jun 8, Jul 8, Aug 5, Sep 4, Oct 5, Nov 5, Dec 5"},
    {"pipeline_value",
     "Mar 80200, Apr 80200, May 80200, Jun 80200, Jul 80200, Aug 70700, Sep 70000, Oct 230000, Nov "
     "230000, Dec 230000"},
    {"weighted_pipeline",
     "Mar 35000, Apr 35000, May 35000, Jun 35000, Jul 35000, Aug 35000, Sep 35000, Oct 35000, Nov "
     "35000, Dec 35000"},
    {"sales_velocity", "Aug 1125/61"},
    {"forecast_commit", "Jun 10000"},
    {"forecast_best_case", "Jun 20000"},
    {"forecast_pipeline", "Jun 40000"},
    {"forecast_commit_cumulative", "Jun 10000, Aug 9000"},
    {"forecast_best_case_cumulative", "Jun 30000, Aug 9000"},
    {"forecast_pipeline_cumulative", "Jun 70000, Aug 9000"},
    {"average_open_age",
     "Mar 26, Apr 56, May 87, Jun 117, Jul 148, Aug 727/5, Sep 167, Oct 818/5, Nov 968/5, Dec "
     "1123/5"},
    {"pipeline_coverage", "Aug 707/90"},
    {"pipeline_coverage_of_full_target", "Aug 707/180"},
    {"mrr",
     "Feb 177500/3, Mar 177500/3, Apr 177500/3, May 177500/3, Jun 177500/3, Jul 177500/3, Aug "
     "177500/3"},
    {"arr", "Feb 710000, Mar 710000, Apr 710000, May 710000, Jun 710000, Jul 710000, Aug 710000"},
    {"paying_customers", "Feb 5, Mar 5, Apr 5, May 5, Jun 5, Jul 5, Aug 5"},
    {"subscribed_customers", "Feb 6, Mar 6, Apr 6, May 6, Jun 6, Jul 6, Aug 6"},
    {"arpa",
     "Feb 35500/3, Mar 35500/3, Apr 35500/3, May 35500/3, Jun 35500/3, Jul 35500/3, Aug 35500/3"},
    {"arpa_with_free_customers",
     "Feb 88750/9, Mar 88750/9, Apr 88750/9, May 88750/9, Jun 88750/9, Jul 88750/9, Aug 88750/9"},
    {"arpa_per_account",
     "Feb 177500/3, Mar 177500/3, Apr 177500/3, May 177500/3, Jun 177500/3, Jul 177500/3, Aug "
     "177500/3"},
    {"revenue", "Aug 9000"},
    {"new_business_revenue", "Aug 1000"},
    {"expansion_revenue", "Aug 2000"},
    {"renewal_revenue", "Aug 6000"},
    {"deals_won", "Aug 3"},
    {"deals_lost", "Aug 1, Sep 1"},
    {"deals_decided", "Aug 4, Sep 1"},
    {"units_sold", "Aug 9"},
    {"average_deal_size", "Aug 3000"},
    {"median_deal_size", "Aug 2000"},
    {"largest_deal", "Aug 6000"},
    {"revenue_per_customer", "Aug 4500"},
    {"revenue_per_rep", "Aug 9000"},
    {"revenue_per_rep_month", "Aug 9000"},
    {"deals_won_per_rep", "Aug 3"},
    {"revenue_growth", "Sep -1"},
    {"revenue_share", "Aug 1"},
    {"market_share", "Aug 9/31"},
    {"revenue_target", "Aug 18000"},
    {"revenue_attainment", "Aug 1/2"},
    {"revenue_gap_to_target", "Aug 9000"},
    {"revenue_pace", "Aug 1/2"},
    {"revenue_run_rate", "Aug 9000"},
    {"tickets", "Mar 2"},
    {"tickets_per_user", "Mar 2"},
    {"tickets_per_customer", "Mar 2/5"},
};

}  // namespace

TEST_CASE("each metric counts by its own dates") {
    const Book all = book();
    for (const Line& line : lines) {
        INFO(line.metric);
        CHECK(months_of(all, line.metric) == line.months);
    }
}
