// SPDX-License-Identifier: MIT
// A metric that is called on records: what it asks of them beside their sum.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

TEST_CASE("an earlier period is known from the first day of the records on") {
    const auto deals = make::deals(
        deal_of().won(7_usd, "2024-12-20"), deal_of().won(20_usd, "2025-01-20"),
        deal_of().won(3_usd, "2025-02-20"));
    constexpr auto last_month = before(revenue, 1);
    const auto of = [&](const char* first, const char* until) {
        return text(last_month.within(make::days(first, until), deals));
    };
    // The 28 days before February begin on January 4.
    CHECK(of("2025-02-01", "2025-03-01") == "20.00 USD");
    CHECK(of("2024-12-01", "2025-01-01") == "no_prior_period");
    CHECK(of("2025-01-20", "2025-02-20") == "7.00 USD");
}

TEST_CASE("amounts that are only compared are in the currency of the others as well") {
    constexpr auto rate = metric(
        "per_discount", sum(subscription::price).by(subscription::started) /
                            count<Deal>().where(won && deal::amount < deal::list).by(deal::closed));
    const std::vector plans{make::paying("Ada", 6_usd)};
    const std::vector sold{
        deal_of().won(20_usd).listed_at(30_usd), deal_of().won(1_usd).listed_at(2_usd)};
    CHECK(text(rate(plans, sold)) == "3.00 USD");
    // Neither counts, and of one there is no amount.
    const auto of_list = [&](Money list) {
        (void)rate(plans, std::vector{deal_of().lost(std::nullopt).listed_at(list)});
    };
    CHECK(code_of([&] { of_list(30_usd); }) == std::nullopt);
    CHECK(code_of([&] { of_list(Money{30'00, eur}); }) == ErrorCode::currency_mismatch);
}

TEST_CASE("a choice one beyond the last has no name: it is missing") {
    constexpr auto not_lost =
        metric("not_lost", count<Deal>().where(deal::stage != Stage::lost).by(deal::closed));
    std::vector<Deal> deals = make::deals(deal_of().won(), deal_of().lost(), deal_of().won());
    CHECK(text(not_lost(deals)) == "2");
    deals[0].stage = static_cast<Stage>(static_cast<int>(Stage::lost) + 1);
    CHECK(text(not_lost(deals)) == "1");
}

TEST_CASE("later than the day after is later by more than one day") {
    constexpr auto later = metric(
        "later",
        count<Deal>().where(deal::closed > deal::created + date::days{1}).by(deal::closed));
    const auto counted = [&](const char* created) {
        return text(later(std::vector{deal_of().won(1_usd, "2025-01-20").created_on(created)}));
    };
    CHECK(counted("2025-01-20") == "0");
    CHECK(counted("2025-01-19") == "0");
    CHECK(counted("2025-01-18") == "1");
}

// 9 * 10^18 cents by a billionth are 9 * 10^39 of the parts in which quotients are kept.
TEST_CASE("a quotient beyond 128 bits is an error for sums and for medians") {
    constexpr auto summed =
        metric("summed", sum(deal::amount / deal::probability).by(deal::closed));
    constexpr auto typical =
        metric("typical", median(deal::amount / deal::probability).by(deal::closed));
    const auto deals = [](std::int64_t cents) {
        return std::vector{
            deal_of().won(Money{cents, usd}).with(&Deal::probability, Decimal::from_nanos(1))};
    };
    CHECK(code_of([&] { (void)summed(deals(1)); }) == std::nullopt);
    CHECK(code_of([&] { (void)typical(deals(1)); }) == std::nullopt);
    const std::int64_t most = 9'000'000'000'000'000'000;
    CHECK(code_of([&] { (void)summed(deals(most)); }) == ErrorCode::overflow);
    CHECK(code_of([&] { (void)typical(deals(most)); }) == ErrorCode::overflow);
}
