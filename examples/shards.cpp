// SPDX-License-Identifier: MIT
// Records in several places: each computes its part, and the merged parts are the whole.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

namespace kpi = saleskpi;
using namespace date::literals;
using namespace kpi::literals;

//! [part]
kpi::Partial part_of(const std::vector<kpi::Deal>& deals) {
    const kpi::Book book = kpi::BookBuilder{kpi::usd}.add(deals).build();
    return kpi::rollup(book)
        .metrics(kpi::win_rate, kpi::median_deal_size, kpi::revenue_per_customer)
        .during(2025_y / 1 / 1, 2026_y / 1 / 1)
        .partial();
}
//! [part]

kpi::Deal deal(const char* id, const char* customer, kpi::Stage stage, kpi::Money amount) {
    return {
        .id = id, .customer = customer, .stage = stage, .closed = 2025_y / 3 / 1, .amount = amount};
}

int main() {
    using enum kpi::Stage;
    const std::vector<kpi::Deal> europe{
        deal("1", "Ada", won, 100_usd), deal("2", "Bo", won, 300_usd),
        deal("3", "Cy", lost, 9_usd)};
    const std::vector<kpi::Deal> asia{deal("4", "Ada", won, 800_usd)};

    //! [merge]
    kpi::Partial whole = part_of(europe);
    whole.merge(part_of(asia));
    const kpi::Table table = whole.table();
    const auto row = table.at({});
    //! [merge]

    show(fmt::format("{}", row[kpi::win_rate]), "75.00 %");  // 3 of 4, not the mean of two rates
    show(fmt::format("{}", row[kpi::median_deal_size]), "300.00 USD");      // of all three amounts
    show(fmt::format("{}", row[kpi::revenue_per_customer]), "600.00 USD");  // Ada is one customer

    //! [refused]
    const std::vector<kpi::Deal> none;
    const kpi::Book euros = kpi::BookBuilder{kpi::eur}.add(none).build();
    try {
        whole.merge(kpi::rollup(euros)
                        .metrics(kpi::win_rate)
                        .during(2025_y / 1 / 1, 2026_y / 1 / 1)
                        .partial());
    } catch (const kpi::Error& error) {
        show(fmt::format("{}", name(error.code())), "incompatible");
    }
    //! [refused]
}
