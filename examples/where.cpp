// SPDX-License-Identifier: MIT
// A service that asks for a part of a book on behalf of somebody who may see no more.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;

namespace {

Deal deal(const char* id, const char* rep, const char* product, Date closed, Money amount) {
    return {
        .id = id,
        .rep = rep,
        .stage = Stage::won,
        .closed = closed,
        .amount = amount,
        .product = product};
}

Book some_book() {
    const std::vector<Assignment> seats{
        {.rep = "Asha", .team = "North", .until = "2025-02-15"_date},
        {.rep = "Asha", .team = "South", .from = "2025-02-15"_date},
        {.rep = "Ben", .team = "North"},
        {.rep = "Eva", .team = "South"}};
    const std::vector<Deal> deals{
        deal("1", "Asha", "Alpha", "2025-01-10"_date, 10_usd),
        deal("2", "Asha", "Alpha", "2025-03-10"_date, 20_usd),
        deal("3", "Ben", "Beta", "2025-03-01"_date, 30_usd),
        deal("4", "Eva", "Alpha", "2025-01-20"_date, 40_usd)};
    return BookBuilder{usd}.add(seats).add(deals).build();
}

}  // namespace

//! [permission]
/// What the manager of a team sees, whatever she asks for.
Rollup seen_by_manager_of(const std::string& team, const Book& book) {
    return rollup(book).where(by::team == team);
}
//! [permission]

int main() {
    const Book book = some_book();
    //! [example]
    const Table table = rollup(book)
                            .metrics(kpi::revenue)
                            .by(by::rep)
                            .where(by::team == "North" && kpi::deal::product == "Alpha")
                            .run();
    show(fmt::format("{}", table.at({"Asha"})[kpi::revenue]), "10.00 USD");
    show(fmt::format("{}", table.at({"Ben"})[kpi::revenue]), "0.00 USD");
    show(fmt::format("{}", table.size()), "2");  // Eva sits in South
    show(table.scope().text(), "team = North and deals.product = Alpha");
    //! [example]

    //! [text]
    const Table same = rollup(book)
                           .metrics("revenue")
                           .by("rep")
                           .where("team = North and deal.product = Alpha")
                           .run();
    show(fmt::format("{}", same.at({"Asha"})["revenue"]), "10.00 USD");
    //! [text]

    //! [asked]
    const Table asked = seen_by_manager_of("North", book)
                            .metrics(kpi::revenue, kpi::share_of(kpi::revenue, Level::company))
                            .by(by::team, by::rep)
                            .where("team = South or rep = Ben")  // what she asks for
                            .run();
    show(fmt::format("{}", asked.size()), "1");
    show(fmt::format("{}", asked[0].key()), "North, Ben, all");
    //! [asked]

    //! [shares]
    constexpr auto share = kpi::share_of(kpi::revenue, Level::company);
    const Rollup north = seen_by_manager_of("North", book).metrics(share).by(by::rep);
    show(fmt::format("{}", north.run().at({"Ben"})[share]), "75.00 %");  // of 40
    show(
        fmt::format("{}", Rollup{north}.shares_of_whole().run().at({"Ben"})[share]),
        "30.00 %");  // of 100
    //! [shares]

    //! [fields]
    const Table alpha = rollup(book)
                            .metrics(kpi::revenue, kpi::leads_created)
                            .where(kpi::deal::product == "Alpha", kpi::lead::source != "web")
                            .run();
    //! [fields]
    show(fmt::format("{}", alpha.at({})[kpi::revenue]), "70.00 USD");
}
