// SPDX-License-Identifier: MIT
// Two teams, two quarters: records go into a book, a rollup over the book makes a table.
//! [program]
#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;

int main() {
    using enum Stage;
    const std::vector<Assignment> seats{{"Asha", "North"}, {"Ben", "North"}, {"Eva", "South"}};
    const std::vector<Deal> deals{
        {.id = "1", .rep = "Asha", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .rep = "Ben", .stage = won, .closed = "2025-02-11"_date, .amount = 849.50_usd},
        {.id = "3", .rep = "Ben", .stage = lost, .closed = "2025-02-28"_date, .amount = 3000_usd},
        {.id = "4", .rep = "Eva", .stage = won, .closed = "2025-05-02"_date, .amount = 700_usd},
    };
    const Book book = BookBuilder{usd}.add(seats).add(deals).build();
    const Table table = rollup(book)
                            .metrics(kpi::revenue, kpi::win_rate, kpi::average_deal_size)
                            .by(by::team)
                            .with_subtotals()
                            .every(Grain::quarter)
                            .during("2025-01-01"_date, "2025-07-01"_date)
                            .run();
    fmt::print("{}", table);
    const auto north = table.at({"North"}, Quarter{2025, 1});
    return north[kpi::win_rate] == Ratio{Rational{2, 3}} ? 0 : 1;
}
//! [program]
