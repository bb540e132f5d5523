// SPDX-License-Identifier: MIT
// KPIs of one's own: a definition in one line, a filter on an existing one, targets and growth.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;
using namespace date::literals;

//! [own_kpi]
inline constexpr auto deals_won = kpi::count<Deal>().where(kpi::won).by(kpi::deal::closed);
inline constexpr auto is_big = kpi::deal::amount >= 1000_usd;

inline constexpr auto big_deal_share =
    kpi::metric("big_deal_share", deals_won.where(is_big) / deals_won);
//! [own_kpi]

//! [operators]
inline constexpr auto web_revenue =
    kpi::filtered("web_revenue", kpi::revenue, kpi::deal::channel == "web");
inline constexpr auto web_attainment = kpi::attainment(web_revenue);  // against its targets
inline constexpr auto web_growth = kpi::change(web_revenue, kpi::previous);
inline constexpr auto attainment_growth = kpi::change(web_attainment, kpi::previous);
//! [operators]

int main() {
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1", .stage = won, .closed = 2025_y / 1 / 20, .amount = 1200_usd, .channel = "web"},
        {.id = "2", .stage = won, .closed = 2025_y / 2 / 11, .amount = 600_usd, .channel = "phone"},
        {.id = "3", .stage = won, .closed = 2025_y / 5 / 2, .amount = 900_usd, .channel = "web"},
        {.id = "4", .stage = won, .closed = 2025_y / 6 / 9, .amount = 900_usd, .channel = "web"},
    };
    const auto target = [](Date from, Date until, Money amount) {
        return Target{.metric = "web_revenue", .from = from, .until = until, .amount = amount};
    };
    const std::vector<Target> targets{
        target(2025_y / 1 / 1, 2025_y / 4 / 1, 1600_usd),
        target(2025_y / 4 / 1, 2025_y / 7 / 1, 2000_usd),
    };
    const Book book = BookBuilder{usd}.add(deals).add(targets).build();
    const Table table =
        rollup(book)
            .metrics(big_deal_share, web_revenue, web_attainment, web_growth, attainment_growth)
            .every(Grain::quarter)
            .during(2025_y / 1 / 1, 2025_y / 7 / 1)
            .run();

    const auto first = table.at({}, Quarter{2025, 1});
    const auto second = table.at({}, Quarter{2025, 2});
    show(fmt::format("{} {}", first[big_deal_share], second[big_deal_share]), "50.00 % 0.00 %");
    show(fmt::format("{} {}", first[web_revenue], second[web_revenue]), "1200.00 USD 1800.00 USD");
    show(fmt::format("{} {}", first[web_attainment], second[web_attainment]), "75.00 % 90.00 %");
    show(fmt::format("{} {}", first[web_growth], second[web_growth]), "no_prior_period 50.00 %");
    show(fmt::format("{}", second[attainment_growth]), "20.00 %");  // from 75 % to 90 %

    //! [words]
    const Words text = words(big_deal_share);  // read off the definition itself
    show(
        text.formula,
        "count(deals where stage = won and amount >= 1000.00 USD by closed) / "
        "count(deals where stage = won by closed)");
    //! [words]
}
