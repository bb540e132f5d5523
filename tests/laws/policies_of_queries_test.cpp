// SPDX-License-Identifier: MIT
// A book under another policy of recurring revenue is the one that would be built so of the same records.
#include "catch.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/retention.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <array>
#include <random>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::array<RevenuePolicy, 6> policies{
    RevenuePolicy{},
    {.weeks = WeekPolicy::of_4_33_a_month,
     .days = DayPolicy::of_30_a_month,
     .reactivation_within = 40},
    {.discount = DiscountPolicy::forever_only, .cancellation = CancellationPolicy::at_once},
    {.discount = DiscountPolicy::next_renewal, .pause = PausePolicy::keep},
    {.discount = DiscountPolicy::never, .pause = PausePolicy::churn},
    {.discount = DiscountPolicy::next_renewal,
     .cancellation = CancellationPolicy::at_once,
     .reactivation_within = 90}};

struct Said {
    std::vector<Subscription> subscriptions;
    std::vector<FieldChange> changes;
    std::vector<ExchangeRate> rates;
};

/// Of few customers; some change in prices, terms and plans, and some have no customer.
Said said(std::uint64_t seed) {
    laws::Records all = laws::random_records(seed, {300});
    Said said{std::move(all.subscriptions), {}, std::move(all.exchange_rates)};
    std::mt19937_64 random{seed};
    const auto one_of = [&](std::uint64_t n) { return random() % n; };
    const auto day = [&] { return date_of(2024, 1, 1) + date::days{one_of(700)}; };
    for (Subscription& one : said.subscriptions) {
        if (one_of(9) == 0) one.customer.clear();
        if (one_of(9) == 0) one.price = Money{static_cast<std::int64_t>(one_of(900)), usd};
        if (one_of(30) == 0) one.interval_count = -1;
        if (one_of(3) != 0) continue;
        const std::array<std::pair<const char*, std::string>, 7> all_changes{
            {{"price", std::to_string(one_of(500)) + ".00 USD"},
             {"quantity", std::to_string(one_of(7))},
             {"product", one_of(2) == 0 ? "Alpha" : "Beta"},
             {"paused", to_text(day())},
             {"discount_rate", "0.5"},
             {"customer", "Somebody"},
             {"trial_until", to_text(day())}}};
        const auto& [field, value] = all_changes[one_of(all_changes.size())];
        said.changes.push_back(
            {.table = "subscriptions",
             .id = one.id,
             .field = field,
             .date = day(),
             .value = value});
    }
    return said;
}

saleskpi::Table asked(const Book& book, const char* by) {
    return rollup(book)
        .metrics(
            opening_mrr, new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivation_mrr,
            moved_mrr, mrr, mrr_contracted, arpa, paying_customers, subscribed_customers,
            trials_started, trials_ended, net_revenue_retention, gross_revenue_retention,
            churned_customers)
        .by(by)
        .with_subtotals()
        .every(Grain::month)
        .during(date_of(2024, 1, 1), date_of(2025, 12, 31))
        .run();
}

std::string difference(const Book& book, const Book& built) {
    if (book.records("mrr_movements") != built.records("mrr_movements")) return "other movements";
    for (const char* by : {"customer", "product", "rep", "subscription"})
        if (std::string text = laws::difference(asked(book, by), asked(built, by)); !text.empty())
            return std::string{by} + ": " + text;
    return {};
}

/// `how` tells a builder the rest; it is asked once for each of the books.
template <class How>
void check_all_pairs(std::uint64_t seed, const How& how) {
    for (const RevenuePolicy& from : policies)
        for (const RevenuePolicy& to : policies) {
            const Said all = said(seed++);
            INFO(to_text(from) << "; under " << to_text(to) << ", seed " << seed - 1);
            const auto built = [&](const RevenuePolicy& policy) {
                BookBuilder builder{usd};
                builder.revenue_policy(policy);
                how(builder);
                return builder.add(all.rates).add(all.subscriptions).add(all.changes).build();
            };
            const Book book = built(from);
            const Book under = book.under(to);
            CHECK(under.revenue_policy() == to);
            CHECK(difference(under, built(to)) == "");
            CHECK(difference(under.under(from), book) == "");
        }
}

}  // namespace

TEST_CASE("a book under another policy is the book that is built under it") {
    check_all_pairs(8'000, [](BookBuilder&) {});
}
TEST_CASE("the same as of a day, by the rates of that day") {
    check_all_pairs(8'200, [](BookBuilder& builder) {
        builder.as_of(date_of(2025, 3, 10)).converted_by(ConversionDay::as_of);
    });
}
TEST_CASE("the same by the rates of the ends of periods") {
    check_all_pairs(
        8'300, [](BookBuilder& builder) { builder.converted_by(ConversionDay::period_end); });
}

TEST_CASE("books under another policy grow as those that are built under it") {
    std::uint64_t seed = 8'400;
    for (const RevenuePolicy& from : policies)
        for (const RevenuePolicy& to : policies) {
            INFO(to_text(from) << "; under " << to_text(to) << ", seed " << seed);
            const Said all = said(seed++);
            const std::size_t half = all.subscriptions.size() / 2;
            const auto add = [&](BookBuilder builder, std::size_t first, std::size_t n) {
                const auto some = std::span{all.subscriptions}.subspan(first, n);
                for (const Subscription& one : some)
                    for (const FieldChange& change : all.changes)
                        if (change.id == one.id) builder.add(std::span{&change, 1});
                return builder.add(some).build();
            };
            const auto begun = [&](const RevenuePolicy& policy) {
                return add(BookBuilder{usd}.revenue_policy(policy).add(all.rates), 0, half);
            };
            const auto grown = [&](const Book& book) {
                return add(BookBuilder{book}, half, all.subscriptions.size() - half);
            };
            const Book built = grown(begun(to));
            CHECK(difference(grown(begun(from).under(to)), built) == "");
            CHECK(difference(grown(begun(from)).under(to), built) == "");
        }
}

TEST_CASE("the same of ledgers to which batches are appended") {
    std::uint64_t seed = 8'500;
    for (const RevenuePolicy& from : policies) {
        INFO(to_text(from) << ", seed " << seed);
        const Said all = said(seed++);
        const RevenuePolicy& to = policies[seed % policies.size()];
        Said later = said(seed);
        later.subscriptions.resize(later.subscriptions.size() / 3);  // of the same ids
        Ledger ledger;
        ledger.append(
            Batch{date_of(2026, 1, 1)}.add(all.rates).add(all.subscriptions).add(all.changes));
        const Batch more = Batch{date_of(2026, 1, 2)}.add(later.subscriptions);
        const Ledger all_of_it = Ledger{ledger}.append(more);
        const auto built = [](const RevenuePolicy& policy, const Ledger& of) {
            return BookBuilder{usd}.revenue_policy(policy).add(of).build();
        };
        const Book at_once = built(to, all_of_it);
        CHECK(difference(built(from, ledger).under(to).append(more), at_once) == "");
        CHECK(difference(built(from, ledger).append(more).under(to), at_once) == "");
        const Date before = date_of(2026, 1, 1);
        CHECK(
            difference(
                built(from, all_of_it).under(to).as_known_at(before),
                at_once.as_known_at(before)) == "");
    }
}
