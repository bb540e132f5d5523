// SPDX-License-Identifier: MIT
// Records in several places: each computes its part, and the merged parts are the whole.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;
using namespace date::literals;

//! [part]
Partial part_of(const std::vector<Deal>& deals) {
    const Book book = BookBuilder{usd}.add(deals).build();
    return rollup(book)
        .metrics(kpi::win_rate, kpi::median_deal_size, kpi::revenue_per_customer)
        .during(2025_y / 1 / 1, 2026_y / 1 / 1)
        .partial();
}
//! [part]

Deal deal(const char* id, const char* customer, Stage stage, Money amount) {
    return {
        .id = id, .customer = customer, .stage = stage, .closed = 2025_y / 3 / 1, .amount = amount};
}

int main() {
    using enum Stage;
    const std::vector<Deal> europe{
        deal("1", "Ada", won, 100_usd), deal("2", "Bo", won, 300_usd),
        deal("3", "Cy", lost, 9_usd)};
    const std::vector<Deal> asia{deal("4", "Ada", won, 800_usd)};

    //! [merge]
    Partial whole = part_of(europe);
    whole.merge(part_of(asia));
    const Table table = whole.table();
    const auto row = table.at({});
    //! [merge]

    show(fmt::format("{}", row[kpi::win_rate]), "75.00 %");  // 3 of 4, not the mean of two rates
    show(fmt::format("{}", row[kpi::median_deal_size]), "300.00 USD");      // of all three amounts
    show(fmt::format("{}", row[kpi::revenue_per_customer]), "600.00 USD");  // Ada is one customer

    //! [refused]
    const std::vector<Deal> none;
    const Book euros = BookBuilder{eur}.add(none).build();
    try {
        whole.merge(
            rollup(euros).metrics(kpi::win_rate).during(2025_y / 1 / 1, 2026_y / 1 / 1).partial());
    } catch (const Error& error) {
        show(fmt::format("{}", name(error.code())), "incompatible");
    }
    //! [refused]
}
