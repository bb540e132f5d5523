// SPDX-License-Identifier: MIT
#include "world.hpp"

namespace sample {

namespace {

/// How a year's target is divided over its quarters, in percent of a usual one.
constexpr std::array<int, 4> quarter_weight{92, 106, 92, 120};

Target target(std::string_view metric, int first_month, int last_month) {
    Target t{.metric = std::string{metric}};
    t.from = first_of(first_month);
    t.until = first_of(last_month);
    return t;
}

void set_targets(World& world, Random& random) {
    for (std::size_t quarter = 0; quarter < months / 3; ++quarter) {
        const int month = static_cast<int>(quarter) * 3;
        const int growth = quarter < 4 ? 100 : 113;
        std::array<int, teams.size()> of_team{};
        for (const Rep& rep : world.staff.reps) {
            const auto team = world.staff.team_of(rep.name, first_of(month));
            if (!team) continue;  // who joins within a quarter has no target for it
            Target t = target("revenue", month, month + 3);
            t.rep = rep.name;
            const int thousands = rep.pace * (56 + rep.skill / 2) * quarter_weight[quarter % 4] *
                                  growth / 10'000 / 25;
            t.amount = whole(thousands * 1'000 + random.below(3) * 500, usd);
            of_team[*team] += thousands * 1'000;
            world.targets.push_back(t);
        }
        // Two teams have targets of their own, a little above the sum of their reps'.
        for (const std::size_t team : {std::size_t{2}, std::size_t{5}}) {
            if (quarter < 4) continue;
            Target t = target("revenue", month, month + 3);
            t.team = teams[team].name;
            t.amount = whole(of_team[team] * 105 / 100, usd);
            world.targets.push_back(t);
        }
    }
    Target rate = target("win_rate", 0, months);
    rate.number = Decimal::ratio(1, 2);
    world.targets.push_back(rate);
    for (int year = 0; year < 2; ++year)
        for (const std::string_view region : {"Americas", "EMEA", "APAC"}) {
            Target t = target("deals_won", year * 12, year * 12 + 12);
            t.region = region;
            t.number = Decimal::from_nanos(
                (region == "APAC" ? 180 : 215) * (year + 9) / 9 * Decimal::per_unit);
            world.targets.push_back(t);
        }
}

void spend_on_sales(World& world, Random& random) {
    const auto spend = [&](int month, SpendKind kind, std::size_t team, int thousands) {
        Spend s{.date = first_of(month), .kind = kind};
        s.team = teams[team].name;
        s.region = teams[team].region;
        s.amount = whole(thousands * random.between(94, 106) * 10, usd);
        world.spend.push_back(s);
    };
    for (int month = 0; month < months; ++month) {
        for (std::size_t team = 0; team < teams.size(); ++team) {
            const int people = static_cast<int>(world.staff.members(team, first_of(month)).size());
            spend(month, SpendKind::pay, team, people * 5);
            spend(
                month, SpendKind::commission, team,
                people * season[static_cast<std::size_t>(month % 12)] / 70);
            if (team % 2 == 0) spend(month, SpendKind::premises, team, 9);
        }
        Spend tools{.date = first_of(month), .kind = SpendKind::tools};
        tools.amount = whole(3'400 + month * 40, usd);
        world.spend.push_back(tools);
    }
}

}  // namespace

void set_rates(World& world, Random random) {
    const auto walk = [&](std::string_view base, int rate) {
        for (int month = -1; month < months; ++month) {
            ExchangeRate r{.base = std::string{base}, .quote = "USD"};
            if (month >= 0) r.from = first_of(month);
            r.rate = Decimal::ratio(rate, 10'000);
            world.rates.push_back(r);
            rate += random.between(-180, 190);
        }
    };
    walk("EUR", 10'850);
    walk("GBP", 12'680);
}

void plan(World& world, Random random) {
    set_targets(world, random);
    spend_on_sales(world, random);
}

}  // namespace sample
