// SPDX-License-Identifier: MIT
// A level above regions, with moves and targets; and hierarchies of other things than reps.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

namespace {

Deal won(std::string rep, std::string product, Date closed, Money amount) {
    static int number = 0;
    return {
        .id = std::to_string(++number),
        .rep = std::move(rep),
        .stage = Stage::won,
        .closed = closed,
        .amount = amount,
        .product = std::move(product)};
}

}  // namespace

int main() {
    const std::vector<Deal> deals{
        won("Asha", "Alpha", 2025_y / 3 / 10, 100_usd),
        won("Asha", "Beta", 2025_y / 8 / 10, 200_usd),
        won("Ben", "Alpha", 2025_y / 3 / 20, 400_usd)};

    //! [levels]
    // The reps of EMEA sell for the UK, and from July on for Germany.
    const std::vector<Assignment> assignments{
        {.rep = "Asha", .team = "North", .region = "EMEA"},
        {.rep = "Ben", .team = "East", .region = "APAC"}};
    const std::vector<Membership> memberships{
        {.hierarchy = "organisation", .member = "EMEA", .parent = "UK", .until = 2025_y / 7 / 1},
        {.hierarchy = "organisation",
         .member = "EMEA",
         .parent = "Germany",
         .from = 2025_y / 7 / 1},
        {.hierarchy = "organisation", .member = "APAC", .parent = "Australia"}};
    const std::vector<Target> targets{
        {.metric = "revenue",
         .from = 2025_y / 1 / 1,
         .until = 2026_y / 1 / 1,
         .amount = 500_usd,
         .level = "country",
         .member = "UK"}};

    const Book book = BookBuilder{usd}
                          .hierarchy({"organisation", {"country", "region", "team", "rep"}})
                          .add(assignments)
                          .add(memberships)
                          .add(targets)
                          .add(deals)
                          .build();
    constexpr auto attained = kpi::attainment(kpi::revenue);
    constexpr auto share = kpi::share_of(kpi::revenue, "country");
    const Table table = rollup(book)
                            .metrics(kpi::revenue, attained, share)
                            .by("country", by::rep)
                            .with_subtotals()
                            .during(2025_y / 1 / 1, 2026_y / 1 / 1)
                            .run();
    show(fmt::format("{}", table.at({"UK"})[kpi::revenue]), "100.00 USD");
    show(fmt::format("{}", table.at({"UK"})[attained]), "20.00 %");
    show(fmt::format("{}", table.at({"Germany", "Asha"})[kpi::revenue]), "200.00 USD");
    show(fmt::format("{}", table.at({"Australia", "Ben"})[share]), "100.00 %");
    //! [levels]

    //! [products]
    const Book with_lines = BookBuilder{usd}
                                .hierarchy({"lines", {"family", "line", "product"}})
                                .add(std::vector<Membership>{
                                    {.hierarchy = "lines", .member = "Alpha", .parent = "Pumps"},
                                    {.hierarchy = "lines", .member = "Pumps", .parent = "Hardware"},
                                    // Straight below a family: it has no line.
                                    {.hierarchy = "lines", .member = "Beta", .parent = "Hardware"}})
                                .add(deals)
                                .build();
    const Table by_line = rollup(with_lines)
                              .metrics(kpi::revenue)
                              .by("family", "line", kpi::deal::product)
                              .with_subtotals()
                              .during(2025_y / 1 / 1, 2026_y / 1 / 1)
                              .run();
    show(fmt::format("{}", by_line.at({"Hardware"})[kpi::revenue]), "700.00 USD");
    show(fmt::format("{}", by_line.at({"Hardware", "Pumps"})[kpi::revenue]), "500.00 USD");
    show(
        fmt::format("{}", by_line.at({"Hardware", by::unassigned, "Beta"})[kpi::revenue]),
        "200.00 USD");
    //! [products]
}
