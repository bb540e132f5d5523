// SPDX-License-Identifier: MIT
// Subscriptions with all kinds of terms, under each policy of recurring revenue.
#include "catch.hpp"
#include "support/agreement.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::vector<RevenuePolicy> policies() {
    return {
        {},
        {.weeks = WeekPolicy::of_4_33_a_month, .days = DayPolicy::of_30_a_month},
        {.weeks = WeekPolicy::of_365_25_days_a_year, .reactivation_within = 40},
        {.weeks = WeekPolicy::of_4_a_month, .pause = PausePolicy::churn, .reactivation_within = 0},
        {.discount = DiscountPolicy::forever_only, .cancellation = CancellationPolicy::at_once},
        {.discount = DiscountPolicy::next_renewal, .pause = PausePolicy::keep},
        {.discount = DiscountPolicy::never, .pause = PausePolicy::churn},
        {.discount = DiscountPolicy::next_renewal,
         .pause = PausePolicy::contraction,
         .cancellation = CancellationPolicy::at_once,
         .reactivation_within = 90}};
}

/// Of few customers, who so have several subscriptions each, and often something ends as another begins.
laws::Records dense_records(std::uint64_t seed) {
    laws::Records all = laws::random_records(seed, {300});
    laws::Records records;
    records.subscriptions = std::move(all.subscriptions);
    records.exchange_rates = std::move(all.exchange_rates);
    for (Subscription& subscription : records.subscriptions)
        for (std::optional<Date>* const date :
             {&subscription.started, &subscription.ended, &subscription.trial_until,
              &subscription.paused, &subscription.resumed})
            if (*date && (*date)->time_since_epoch().count() % 4 == 0)
                *date = Date{date::year_month_day{**date}.year() / 7 / 1};
    return records;
}

BookBuilder told(const RevenuePolicy& policy) { return BookBuilder{usd}.revenue_policy(policy); }

saleskpi::Table asked(const Book& book, const char* by) {
    return rollup(book)
        .metrics(
            opening_mrr, new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivation_mrr,
            moved_mrr, net_new_mrr, mrr, mrr_contracted, arpa, paying_customers,
            subscribed_customers, trials_started, trials_ended, trial_conversion_rate)
        .by(by)
        .with_subtotals()
        .every(Grain::month)
        .during(date_of(2024, 1, 1), date_of(2025, 12, 31))
        .run();
}

}  // namespace

TEST_CASE("each policy is what a slow computation of each day finds") {
    std::uint64_t seed = 7'000;
    for (const RevenuePolicy& policy : policies()) {
        const laws::Records records = dense_records(seed++);
        INFO(to_text(policy) << ", seed " << seed - 1);
        const Book book =
            told(policy).add(records.subscriptions).add(records.exchange_rates).build();
        CHECK(book.revenue_policy() == policy);
        const slow::Tables tables = slow::tables_of(records, usd, std::nullopt, policy);
        slow::Evaluator slow{tables, usd, Calendar{}};
        CHECK(laws::disagreement(asked(book, "customer"), slow) == "");
        CHECK(book.records("mrr_movements") == tables.find("mrr_movements")->rows.size());
    }
}

TEST_CASE(
    "opening and movements are closing by each policy, and grown books are those made at once") {
    std::uint64_t seed = 7'100;
    for (const RevenuePolicy& policy : policies()) {
        const laws::Records records = dense_records(seed++);
        INFO(to_text(policy) << ", seed " << seed - 1);
        Book grown = told(policy).add(records.exchange_rates).build();
        constexpr std::size_t many = 7;
        for (std::size_t first = 0; first < records.subscriptions.size(); first += many) {
            const auto some = std::span{records.subscriptions}.subspan(
                first, (std::min)(many, records.subscriptions.size() - first));
            grown = BookBuilder{grown}.add(some).build();
        }
        const Book at_once =
            told(policy).add(records.subscriptions).add(records.exchange_rates).build();
        for (const char* by : {"customer", "product"}) {
            const saleskpi::Table table = asked(grown, by);
            CHECK(laws::difference(table, asked(at_once, by)) == "");
            for (const auto& row : table) {
                const auto exact = [&](const auto& metric) {
                    const auto outcome = row[metric];
                    return outcome ? outcome->exact() : Rational{};
                };
                CHECK(
                    exact(opening_mrr) + exact(new_mrr) + exact(expansion_mrr) +
                        exact(reactivation_mrr) + exact(moved_mrr) - exact(contraction_mrr) -
                        exact(churned_mrr) ==
                    exact(mrr));
            }
        }
    }
}
