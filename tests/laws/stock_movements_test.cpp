// SPDX-License-Identifier: MIT
// What each has at the edges of a period makes up the stock, in every group and period.
#include "catch.hpp"
#include "support/features.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/reps.hpp>
#include <saleskpi/kpi/retention.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

// Amounts that are not known are in no stock, and hide what else somebody has.
constexpr auto has_amount = is_known(deal::amount);
constexpr auto has_yearly = is_known(subscription::yearly);

template <class A>
constexpr auto while_open(const A& amounts) {
    return amounts.where(has_amount).active(deal::created, deal::closed);
}
template <class A>
constexpr auto while_subscribed(const A& amounts) {
    return amounts.where(has_yearly).active(subscription::started, subscription::ended);
}

constexpr auto open_at_start = metric(
    "open_at_start",
    sum(deal::amount).where(has_amount).active_at_start(deal::created, deal::closed));
constexpr auto open_at_end = metric("open_at_end", while_open(sum(deal::amount)));
constexpr auto open_by_deal = metric(
    "open_by_deal",
    while_open(gained(deal::amount)) + while_open(grown(deal::amount)) -
        while_open(shrunk(deal::amount)) - while_open(gone(deal::amount)));
constexpr auto open_by_customer = metric(
    "open_by_customer",
    while_open(gained(deal::amount, deal::customer)) +
        while_open(grown(deal::amount, deal::customer)) -
        while_open(shrunk(deal::amount, deal::customer)) -
        while_open(gone(deal::amount, deal::customer)));

constexpr auto net_by_edges = metric(
    "net_by_edges",
    (while_subscribed(gained(ingredients::a_year, subscription::customer)) +
     while_subscribed(grown(ingredients::a_year, subscription::customer)) -
     while_subscribed(shrunk(ingredients::a_year, subscription::customer)) -
     while_subscribed(gone(ingredients::a_year, subscription::customer))) *
        Rational(1, 12));

template <class Row, class M>
Rational exact(const Row& row, const M& metric) {
    const auto outcome = row[metric];
    return outcome ? outcome->exact() : Rational{};
}

}  // namespace

TEST_CASE("opening and what moved is closing, of deals, reps and subscriptions") {
    const std::vector<laws::Features> all = laws::all_pairs();
    const std::vector<std::vector<std::string>> cuts{
        {"region", "team", "rep"}, {"product"}, {"customer"}, {"segment", "region"}, {}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("book " << i << ": " << laws::text_of(all[i]));
        const laws::MadeUp made{all[i], 9000 + i};
        const Book book = made.book();
        const Table table =
            rollup(book)
                .metrics(
                    open_at_start, open_at_end, open_by_deal, open_by_customer, net_by_edges, mrr,
                    opening_mrr, net_new_mrr, opening_reps_in_seat, reps_joined, reps_left,
                    reps_in_seat, net_revenue_retention, gross_revenue_retention,
                    paying_customer_retention_rate)
                .by(cuts[i % cuts.size()])
                .with_subtotals()
                .every(i % 2 == 0 ? Grain::month : Grain::quarter)
                .during(date_of(2024, 3, 5), date_of(2025, 2, 12))
                .run();
        std::size_t moved = 0;
        for (const RowView row : table) {
            INFO(to_text(row.key()));
            const Rational change = exact(row, open_at_end) - exact(row, open_at_start);
            CHECK(exact(row, open_by_deal) == change);
            CHECK(exact(row, open_by_customer) == change);
            moved += change.is_zero() ? 0 : 1;
            CHECK(exact(row, net_by_edges) == exact(row, mrr) - exact(row, opening_mrr));
            CHECK(
                exact(row, opening_reps_in_seat) + exact(row, reps_joined) -
                    exact(row, reps_left) ==
                exact(row, reps_in_seat));
            CHECK(exact(row, gross_revenue_retention) <= Rational{1});
            CHECK(exact(row, gross_revenue_retention) <= exact(row, net_revenue_retention));
            CHECK(exact(row, paying_customer_retention_rate) <= Rational{1});
            // Movements of customers do not see who sits where.
            if (i % cuts.size() == 1 || i % cuts.size() == 2)
                CHECK(exact(row, net_new_mrr) == exact(row, net_by_edges));
        }
        CHECK(moved > 0);
    }
}
