// SPDX-License-Identifier: MIT
// Three nights of a CRM: deals that change, a hand-over, a correction, a merge, a reorganisation; and
// what was known after each of them.
#include "check.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/rollup/difference.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

namespace {

std::string over_all(const Book& book, std::string_view kpi) {
    const Catalogue catalogue;
    const Definition metric = catalogue.at(kpi);
    const Table table = rollup(book).metrics(metric).during(2026_y / 1 / 1, 2026_y / 4 / 1).run();
    return fmt::format("{}", table[0][metric]);
}

std::string of_region(const Book& book, std::string_view region) {
    const Table table = rollup(book)
                            .metrics(kpi::revenue)
                            .by(by::region)
                            .during(2026_y / 1 / 1, 2026_y / 4 / 1)
                            .run();
    return fmt::format("{}", table.at({region})[kpi::revenue]);
}

}  // namespace

int main() {
    //! [batches]
    const Deal first{
        .id = "D-1",
        .customer = "C-1",
        .rep = "Ann",
        .created = 2026_y / 1 / 10,
        .amount = 1000_usd};
    const Deal second{
        .id = "D-2",
        .customer = "C-1-old",
        .rep = "Ben",
        .stage = Stage::won,
        .created = 2026_y / 1 / 12,
        .closed = 2026_y / 2 / 2,
        .amount = 500_usd};

    // Monday night: what the CRM has.
    Batch monday{2026_y / 3 / 2};
    monday.add(std::vector{first, second})
        .add(Customer{.id = "C-1"})
        .add(Customer{.id = "C-1-old"})
        .add(Assignment{.rep = "Ann", .region = "North"})
        .add(Assignment{.rep = "Ben", .region = "South"});

    // Tuesday night: D-1 was handed over to Ben and won; a credit note for D-2.
    Deal won = first;
    won.rep = "Ben";
    won.stage = Stage::won;
    won.closed = 2026_y / 3 / 3;
    Batch tuesday{2026_y / 3 / 3};
    tuesday.add(won)
        .add(FieldChange{
            .table = "deals",
            .id = "D-1",
            .field = "rep",
            .date = 2026_y / 3 / 3,
            .value = "Ben",
            .before = "Ann"})
        .add(Deal{
            .id = "D-2-credit",
            .customer = "C-1-old",
            .rep = "Ben",
            .corrects = "D-2",
            .stage = Stage::won,
            .closed = 2026_y / 3 / 3,
            .amount = -100_usd});

    // Wednesday night: one customer was there twice, and Ben has been in the West since March.
    Batch wednesday{2026_y / 3 / 4};
    wednesday.merge<Customer>("C-1-old", "C-1")
        .add(Assignment{.rep = "Ben", .region = "South", .until = 2026_y / 3 / 1})
        .add(Assignment{.rep = "Ben", .region = "West", .from = 2026_y / 3 / 1});

    Ledger ledger;
    ledger.append(monday);
    const Book on_monday = BookBuilder{usd}.add(ledger).build();
    const Book on_tuesday = on_monday.append(tuesday);
    const Book on_wednesday = on_tuesday.append(wednesday);
    //! [batches]

    show(over_all(on_monday, "revenue"), "500.00 USD");
    show(over_all(on_tuesday, "revenue"), "1400.00 USD");
    show(over_all(on_tuesday, "deals_won"), "2");
    show(over_all(on_tuesday, "average_deal_size"), "700.00 USD");
    show(of_region(on_tuesday, "South"), "1400.00 USD");
    show(of_region(on_wednesday, "South"), "500.00 USD");
    show(of_region(on_wednesday, "West"), "900.00 USD");
    // An earlier book serves its readers on.
    show(over_all(on_monday, "revenue"), "500.00 USD");

    //! [known]
    const Book as_known = on_wednesday.as_known_at(2026_y / 3 / 2);
    show(over_all(as_known, "revenue"), "500.00 USD");

    const Difference difference = diff(on_wednesday, 2026_y / 3 / 2, 2026_y / 3 / 3);
    const auto revenue =
        difference.values_of(kpi::revenue, {Date{2026_y / 1 / 1}, Date{2026_y / 4 / 1}});
    for (std::size_t i = 0; i < difference.records().size(); ++i)
        fmt::print(
            "{} {}: revenue {} -> {}\n", difference.records()[i].table, difference.records()[i].id,
            revenue[i], revenue[i + 1]);
    //! [known]
    show(fmt::format("{}", difference.records().size()), "3");
    show(fmt::format("{}", revenue.back()), "1400.00 USD");

    //! [purge]
    Ledger forgetful = on_wednesday.ledger();
    for (const Purged& purged : forgetful.purge<Customer>("C-1"))
        fmt::print("{} {}: {}\n", purged.table, purged.field, purged.entries);
    const Book without = on_wednesday.over(forgetful);
    //! [purge]
    show(fmt::format("{}", without.records("customers")), "0");
    show(over_all(without, "revenue"), "1400.00 USD");
}
