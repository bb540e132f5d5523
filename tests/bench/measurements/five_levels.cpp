// SPDX-License-Identifier: MIT
// An organisation of five levels in which everybody moves, of 20,000 reps: what the levels cost.
#include "measurements.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/membership.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace bench {

using namespace saleskpi;

namespace {

constexpr std::size_t most_deals = 1'000'000;
constexpr std::size_t reps = 20'000;
const Hierarchy organisation{"organisation", {"continent", "country", "region", "team", "rep"}};

std::string numbered(const char* what, std::size_t number) {
    return what + ("-" + std::to_string(number));
}

/// Deals of reps of whom each changes the team once; teams, regions and countries move as well.
Book moving_book(const Generator& deals, const Shape& shape) {
    constexpr std::size_t teams = 1'000, regions = 100, countries = 20, continents = 5;
    const Generator all{shape};
    const Window days = deals.window();
    const auto half = days.first + (days.until - days.first) / 2;
    BookBuilder builder{usd};
    builder.hierarchy(organisation);
    std::vector<Membership> memberships;
    const auto moves = [&](const char* level, const char* member, std::size_t n, const char* parent,
                           std::size_t parents) {
        for (std::size_t i = 0; i < n; ++i) {
            const auto turn = half + date::days{static_cast<int>(i % 200)};
            memberships.push_back(
                {organisation.name,
                 numbered(member, i),
                 numbered(parent, i % parents),
                 {},
                 turn,
                 level});
            memberships.push_back(
                {organisation.name,
                 numbered(member, i),
                 numbered(parent, (i + 1) % parents),
                 turn,
                 {},
                 level});
        }
    };
    moves("rep", "rep", reps, "team", teams);
    moves("team", "team", teams, "region", regions);
    moves("region", "region", regions, "country", countries);
    moves("country", "country", countries, "continent", continents);
    builder.add(memberships);
    constexpr std::size_t chunk = 100'000;
    for (std::size_t first = 0; first < shape.deals; first += chunk)
        builder.add(all.deals(first, (std::min)(chunk, shape.deals - first)));
    return builder.build();
}

Rollup query(const Book& book, const Window& window) {
    return rollup(book)
        .metrics(kpi::revenue, kpi::win_rate)
        .every(Grain::month)
        .during(window)
        .threads(1);
}

}  // namespace

Lines five_levels(Context& context) {
    Shape shape = context.shape();
    shape.deals = (std::min)(shape.deals, most_deals);
    shape.reps = reps;
    const Book book = moving_book(context.generator(), shape);
    const Window window = context.window();
    const auto by_all = [&] {
        return query(book, window)
            .by("continent", "country", "region", "team", "rep")
            .with_subtotals()
            .run();
    };
    const auto by_leaf = [&] { return query(book, window).by("rep").run(); };
    const auto total = [](const Table& table) {
        Rational sum;
        for (const auto row : table)
            if (row.key().group.size() == table.dimensions().size())
                if (const auto value = row[kpi::revenue]) sum += value->exact();
        return sum;
    };
    if (!(total(by_all()) == total(by_leaf())))
        throw std::runtime_error{"five levels have another total than their reps"};

    Race race;
    const double& leaf = race.add([&] { by_leaf(); }, forgetting(book));
    const double& all = race.add([&] { by_all(); }, forgetting(book));
    race.go(context.options().runs);
    return {
        timed("by rep, 20,000 reps x month, 1 thread", leaf),
        timed("by five levels with moves, all subtotals, 1 thread", all)
            .is(all / leaf, "by rep alone")
            .at_most(1.5)};
}

}  // namespace bench
