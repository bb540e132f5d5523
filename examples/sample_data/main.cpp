// SPDX-License-Identifier: MIT
// make_sample_data DIR
// Writes the bundled sample: two years of a made-up company, with the mistakes that real exports
// have. The same files on every machine.

#include "sheet.hpp"
#include "world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using sample::Random;
using sample::Sheet;
using sample::World;

World make_world() {
    World world;
    sample::set_rates(world, Random{1});
    sample::sell(world, Random{2});
    sample::subscribe(world, Random{3});
    sample::advertise(world, Random{4});
    sample::follow_up(world, Random{5});
    sample::plan(world, Random{6});
    return world;
}

Sheet sheet_of(const auto& records) { return Sheet{saleskpi::row_source(records)}; }

/// The n-th deal of a stage from row `first` on.
std::size_t find(const World& world, saleskpi::Stage stage, std::size_t first) {
    while (world.deals[first].stage != stage)
        ++first;
    return first;
}

void spoil_deals(Sheet& deals, const World& world) {
    using saleskpi::Stage;
    const auto won = [&](std::size_t first) { return find(world, Stage::won, first); };
    deals.cell(won(200), "closed") = "2024-02-30";
    deals.cell(won(45), "stage") = "wno";  // which nothing else names
    deals.cell(won(600), "amount") = "12,00x";
    deals.cell(won(800), "closed") = "";
    deals.cell(won(1'200), "credits") = "Asha Rao:70;Ben Carter:40";
    deals.repeat(won(1'400));
    // These are kept: one belongs to nobody, one is reported for the order of its dates, and what
    // is open has not closed.
    deals.cell(won(1'600), "rep") = "";
    deals.cell(won(1'601), "rep") = "";
    deals.cell(won(1'800), "created") = "2025-12-30";
    deals.cell(find(world, Stage::open, 0), "closed") = "2026-02-01";
    // Ninety is no part of one, and nobody is called so.
    deals.cell(find(world, Stage::open, 1'850), "probability") = "90";
    deals.cell(won(1'010), "credits") = "Asha Rao:60;Ben Crater:40";
    // What can be read, and makes no sense: a slip in a year, and a column that nothing reads.
    deals.cell(find(world, Stage::open, 1'900), "expected_close") = "2206-01-31";
}

void spoil_targets(Sheet& targets) {
    targets.cell(12, "until") = "2023-12-31";
    // A month that ends with its last day, a metric and a rep that there are not, and the right figure in
    // the wrong column.
    targets.cell(40, "until") = "2024-06-30";
    targets.cell(60, "metric") = "revenu";
    targets.cell(80, "rep") = "Asha Roa";
    targets.cell(326, "amount") = "180";
    targets.cell(326, "number") = "";
}

/// The sum below a list, as reports are exported: whatever the currencies are.
void add_total(Sheet& quotes, const World& world) {
    std::int64_t cents = 0;
    for (const saleskpi::Quote& quote : world.quotes)
        if (quote.amount) cents += quote.amount->minor();
    const std::size_t row = world.quotes.size();
    quotes.add_row();
    quotes.cell(row, "id") = "Total";
    quotes.cell(row, "amount") = fmt::format("{}.{:02}", cents / 100, cents % 100);
}

/// The region of each deal's rep, as the CRM shows it; regions are those of the assignments.
std::vector<std::string> regions_of(const World& world) {
    const auto& seats = world.staff.assignments;
    std::vector<std::string> regions;
    for (const saleskpi::Deal& deal : world.deals) {
        const auto seat = std::find_if(
            seats.begin(), seats.end(), [&](const auto& one) { return one.rep == deal.rep; });
        regions.push_back(seat == seats.end() ? "" : seat->region);
    }
    return regions;
}

void write(const World& world, const std::filesystem::path& directory) {
    Sheet deals = sheet_of(world.deals);
    deals.add("region", regions_of(world));
    spoil_deals(deals, world);
    deals.write(directory);

    Sheet leads = sheet_of(world.leads);
    leads.cell(200, "source") = "Referral";
    leads.write(directory);

    Sheet activities = sheet_of(world.activities);
    activities.cell(99, "kind") = "fax";
    activities.write(directory);

    Sheet targets = sheet_of(world.targets);
    spoil_targets(targets);
    targets.write(directory);

    Sheet quotes = sheet_of(world.quotes);
    quotes.cell(1, "deal") = "D-62";
    add_total(quotes, world);
    quotes.write(directory);
    sheet_of(world.customers).write(directory);
    sheet_of(world.subscriptions).write(directory);
    sheet_of(world.spend).write(directory);
    sheet_of(world.rates).write(directory);
    sheet_of(world.staff.assignments).write(directory);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: make_sample_data DIR\n", stderr);
        return 2;
    }
    try {
        write(make_world(), argv[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_sample_data: %s\n", error.what());
        return 1;
    }
}
