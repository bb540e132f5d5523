// SPDX-License-Identifier: MIT
// Where a number comes from: its formula, the same with its numbers, and the records behind it.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

int main() {
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "D-1", .rep = "Asha", .stage = won, .closed = 2025_y / 1 / 20, .amount = 1200_usd},
        {.id = "D-2", .rep = "Asha", .stage = won, .closed = 2025_y / 2 / 11, .amount = 800_usd},
        {.id = "D-3", .rep = "Asha", .stage = lost, .closed = 2025_y / 2 / 28, .amount = 300_usd},
        {.id = "D-4", .rep = "Ben", .stage = won, .closed = 2025_y / 3 / 3, .amount = 500_usd},
    };
    const Book book = BookBuilder{usd}.add(deals).build();

    //! [explain]
    const std::array<std::string_view, 1> asha{"Asha"};
    const Period quarter = book.calendar().period(Quarter{2025, 1});
    const Explanation e = rollup(book).by(by::rep).explain(kpi::win_rate, asha, quarter);

    show(
        e.formula,
        "count(deals where stage = won by closed) / "
        "count(deals where stage = won or stage = lost by closed)");
    show(e.numbers, "2 / 3");
    show(fmt::format("{}", e.value.outcome), "66.67 %");
    show(fmt::format("{}", fmt::join(e.parts[1].ids, " ")), "D-1 D-2 D-3");
    //! [explain]

    fmt::print("\n{}", e);
}
