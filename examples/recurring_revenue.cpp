// SPDX-License-Identifier: MIT
// Subscriptions as they are sold, what they bring in a month, and what it is that changes that.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string_view>
#include <vector>

using namespace saleskpi;

int main() {
    //! [subscriptions]
    const std::vector<Subscription> subscriptions{
        {.id = "1",
         .customer = "Acme",
         .product = "Team",
         .price = 100_usd,
         .started = "2025-01-10"_date,
         .ended = "2025-03-10"_date},
        {.id = "2",
         .customer = "Acme",
         .product = "Business",
         .price = 26_usd,
         .quantity = 5,
         .started = "2025-03-10"_date},
        {.id = "3",
         .customer = "Beta",
         .product = "Team",
         .price = 1200_usd,
         .interval = Interval::year,
         .started = "2025-01-15"_date,
         .ended = "2025-03-01"_date},
        {.id = "4",
         .customer = "Beta",
         .product = "Team",
         .price = 50_usd,
         .started = "2025-03-20"_date},
        {.id = "5",
         .customer = "Cyan",
         .product = "Team",
         .price = 24_usd,
         .interval = Interval::week,
         .interval_count = 2,
         .started = "2025-02-03"_date},
    };
    //! [subscriptions]

    //! [movements]
    const Book book = BookBuilder{usd}.add(subscriptions).build();
    const Table months =
        rollup(book)
            .metrics(
                kpi::opening_mrr, kpi::new_mrr, kpi::expansion_mrr, kpi::reactivation_mrr,
                kpi::churned_mrr, kpi::mrr, kpi::paying_customers)
            .every(Grain::month)
            .during("2025-01-01"_date, "2025-04-01"_date)
            .run();
    fmt::print("{}\n", months);
    //! [movements]

    //! [plans]
    const Table plans = rollup(book)
                            .metrics(kpi::moved_mrr, kpi::expansion_mrr, kpi::net_new_mrr)
                            .by("product")
                            .during("2025-03-01"_date, "2025-04-01"_date)
                            .run();
    // Acme goes over from 100 to 130: 30 are new money, 100 come from the other plan.
    const auto business = plans.at({"Business"});
    show(fmt::format("{}", business[kpi::moved_mrr]), "100.00 USD");
    show(fmt::format("{}", business[kpi::expansion_mrr]), "30.00 USD");
    // Beta's 100 are gone, 50 are back, and Acme's 100 have moved away.
    show(fmt::format("{}", plans.at({"Team"})[kpi::net_new_mrr]), "-150.00 USD");
    //! [plans]

    //! [policies]
    const auto in_march = [&](std::string_view policy) {
        const Table march = rollup(book)
                                .metrics(kpi::mrr)
                                .policy(policy)
                                .during("2025-03-01"_date, "2025-04-01"_date)
                                .run();
        return fmt::format("{}", march.at({})[kpi::mrr]);
    };
    // Cyan pays 24 every two weeks: of 52 weeks in a year, or of 4.33 in a month.
    show(in_march("stripe"), "232.00 USD");
    show(in_march("paddle"), "231.96 USD");
    //! [policies]
}
