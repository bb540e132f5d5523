// SPDX-License-Identifier: MIT
#include "world.hpp"

#include <algorithm>

namespace sample {

void subscribe(World& world, Random random) {
    for (const Customer& c : world.customers) {
        if (!random.chance(64)) continue;
        Subscription s{.customer = c.id};
        s.account = c.id + "/1";
        s.rep = c.rep;
        s.segment = c.segment;
        s.product = random.pick(products).name;
        s.interval = random.pick(std::array{Interval::month, Interval::month, Interval::year});
        const auto team = world.staff.team_of(c.rep, *c.since);
        const int monthly = random.between(8, 60) * (c.segment == "large" ? 40 : 10);
        s.price = whole(
            monthly * (s.interval == Interval::year ? 11 : 1), team ? teams[*team].currency : usd);
        s.started = c.since;
        s.ended = c.until;
        const Date raise = *c.since + date::days{random.between(200, 600)};
        const bool is_raised = random.chance(35) && raise < c.until.value_or(first_of(months));
        if (is_raised) s.ended = raise;
        world.subscriptions.push_back(s);
        if (!is_raised) continue;
        s.started = raise;
        s.ended = c.until;
        s.price = Money{s.price->minor() * 112 / 100, s.price->currency()};
        world.subscriptions.push_back(s);
    }
    std::stable_sort(
        world.subscriptions.begin(), world.subscriptions.end(),
        [](const Subscription& a, const Subscription& b) { return *a.started < *b.started; });
    for (std::size_t i = 0; i < world.subscriptions.size(); ++i)
        world.subscriptions[i].id = numbered("S-", i + 1);
}

}  // namespace sample
