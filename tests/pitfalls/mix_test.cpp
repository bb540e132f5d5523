// SPDX-License-Identifier: MIT
// Traps of what a change is made of, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

/// So many decided deals of a segment, and won ones among them.
std::vector<Deal> cases(const char* segment, std::size_t n, std::size_t wins, const char* on) {
    const auto deal = deal_of().with(&Deal::segment, segment);
    return make::deals(times(wins, deal.won({}, on)), times(n - wins, deal.lost({}, on)));
}

std::vector<Deal> together(std::initializer_list<std::vector<Deal>> some) {
    std::vector<Deal> all;
    for (const std::vector<Deal>& one : some)
        all.insert(all.end(), one.begin(), one.end());
    return all;
}

template <class... Metrics>
RowView second_quarter(const Book& book, const Metrics&... metrics) {
    return rollup(book)
        .metrics(metrics...)
        .every(Grain::quarter)
        .during(make::days("2025-01-01", "2025-07-01"))
        .run()
        .at({}, Quarter{2025, 2});
}

}  // namespace

TEST_CASE("pitfall 19: why a win rate falls", "[pitfall]") {
    // 40/60 at 50 % and 10 %, then 20/80 at the same rates.
    const Book book = make::book(together(
        {cases("SMB", 40, 20, "2025-01-20"), cases("Ent", 60, 6, "2025-01-20"),
         cases("SMB", 20, 10, "2025-04-20"), cases("Ent", 80, 8, "2025-04-20")}));
    //! [effects]
    constexpr auto change = change_in_points(win_rate, previous);
    constexpr auto mix = mix_effect(win_rate, deal::segment, previous);
    constexpr auto rates = rate_effect(win_rate, deal::segment, previous);
    //! [effects]
    constexpr auto mix_midway = mix_effect(win_rate, deal::segment, previous, Convention::midpoint);
    constexpr auto rates_midway =
        rate_effect(win_rate, deal::segment, previous, Convention::midpoint);
    const RowView row =
        second_quarter(book, win_rate, change, mix, rates, mix_midway, rates_midway);
    CHECK(text(row[win_rate]) == "18.00 %");
    CHECK(row[change]->exact() == Rational{-8});
    CHECK(row[mix]->exact() == Rational{-8});
    CHECK(row[rates]->exact() == Rational{});  // not "reps got worse"
    CHECK(row[mix_midway]->exact() == Rational{-8});
    CHECK(row[rates_midway]->exact() == Rational{});
    CHECK(text(row[mix]) == "-8.00 pp");
}

TEST_CASE("pitfall 20: price and volume", "[pitfall]") {
    // 100 at 10, then 120 at 9.
    const auto sold = [](std::int64_t units, Money amount, const char* on) {
        return deal_of().with(&Deal::units, units).won(amount, on);
    };
    const Book book = make::book(
        make::deals(sold(100, 1000_usd, "2025-01-20"), sold(120, 1080_usd, "2025-04-20")));
    constexpr auto change = difference(revenue, previous);
    //! [price]
    constexpr auto volume = volume_effect(revenue, units_sold, previous);
    constexpr auto price = price_effect(revenue, units_sold, previous);
    constexpr auto joint = joint_effect(revenue, units_sold, previous);
    //! [price]
    constexpr auto volume_midway =
        volume_effect(revenue, units_sold, previous, Convention::midpoint);
    constexpr auto price_midway = price_effect(revenue, units_sold, previous, Convention::midpoint);
    constexpr auto price_at_new = price_effect(revenue, units_sold, previous, Convention::two_part);
    const RowView row = second_quarter(
        book, change, volume, price, joint, volume_midway, price_midway, price_at_new);
    CHECK(text(row[change]) == "80.00 USD");
    CHECK(text(row[volume]) == "200.00 USD");
    CHECK(text(row[price]) == "-100.00 USD");
    CHECK(text(row[joint]) == "-20.00 USD");
    CHECK(text(row[volume_midway]) == "190.00 USD");
    CHECK(text(row[price_midway]) == "-110.00 USD");
    CHECK(text(row[price_at_new]) == "-120.00 USD");
    // The convention is part of the name.
    CHECK(std::string{volume.id()} == "volume_effect(revenue, units_sold, previous, three_part)");
    CHECK(
        std::string{volume_midway.id()} ==
        "volume_effect(revenue, units_sold, previous, midpoint)");
}
