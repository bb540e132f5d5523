// SPDX-License-Identifier: MIT
// A metric that is called on records: what it asks of them beside their sum.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

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
    CHECK(of("2025-01-01", "2025-02-01") == "no_prior_period");
    CHECK(of("2025-01-20", "2025-02-20") == "7.00 USD");
}

TEST_CASE("amounts that are compared are of one currency, whether their records count or not") {
    constexpr auto discounted = metric(
        "discounted", count<Deal>().where(won && deal::amount < deal::list).by(deal::closed));
    const auto counted = [&](const Deal& deal) {
        return discounted.within(make::days("2025-01-01", "2025-02-01"), std::vector{deal});
    };
    CHECK(text(counted(deal_of().won(20_usd).listed_at(30_usd))) == "1");
    CHECK(text(counted(deal_of().lost(20_usd).listed_at(30_usd))) == "0");
    const auto mixed = [&] { (void)counted(deal_of().lost(20_usd).listed_at(Money{30'00, eur})); };
    CHECK(code_of(mixed) == ErrorCode::currency_mismatch);
}

TEST_CASE("a choice one beyond the last has no name: it is missing") {
    constexpr auto not_lost =
        metric("not_lost", count<Deal>().where(deal::stage != Stage::lost).by(deal::closed));
    std::vector<Deal> deals = make::deals(deal_of().won(), deal_of().lost(), deal_of().won());
    CHECK(text(not_lost(deals)) == "2");
    deals[0].stage = static_cast<Stage>(static_cast<int>(Stage::lost) + 1);
    CHECK(text(not_lost(deals)) == "1");
}
