// SPDX-License-Identifier: MIT
#include "world.hpp"

#include <algorithm>

namespace sample {

namespace {

/// Some have seats of services beside their subscription, due by the week or the quarter.
void add_seats(std::vector<Subscription>& all, Random& random) {
    const std::size_t first = all.size();
    for (std::size_t i = 0; i < first; ++i) {
        if (!random.chance(12)) continue;
        Subscription s = all[i];
        s.product = products.back().name;
        s.quantity = random.between(2, 12);
        const bool is_weekly = random.chance(50);
        s.interval = is_weekly ? Interval::week : Interval::month;
        if (!is_weekly) s.interval_count = 3;
        const int price = is_weekly ? random.between(3, 9) : random.between(30, 90);
        s.price = whole(price, s.price->currency());
        s.started = *s.started + date::days{random.between(20, 120)};
        if (!s.ended || *s.started < *s.ended) all.push_back(s);
    }
}

/// Some give notice, and are back after a while.
void interrupt(std::vector<Subscription>& all, Random& random) {
    const std::size_t first = all.size();
    for (std::size_t i = 0; i < first; ++i) {
        if (!random.chance(6)) continue;
        const Date gone = *all[i].started + date::days{random.between(90, 300)};
        const Date back = gone + date::days{random.between(25, 120)};
        const Date notice = gone - date::days{random.between(5, 60)};
        if (back >= all[i].ended.value_or(first_of(months))) continue;
        Subscription again = all[i];
        again.started = back;
        all[i].cancelled = notice;
        all[i].ended = gone;
        all.push_back(again);
    }
}

/// Trials, discounts and pauses, of what began in the first half of the first year.
void agree_terms(std::vector<Subscription>& all, Random& random) {
    for (Subscription& s : all) {
        const date::days length{140};
        if (*s.started < first_of(0) || *s.started >= first_of(6)) continue;
        if (s.ended && *s.ended < *s.started + length) continue;
        switch (random.below(8)) {
            case 0:
                s.trial_until = *s.started + date::days{14};
                break;
            case 1:
                s.discount_rate = 0.2_decimal;
                s.discount_until = *s.started + length;
                break;
            case 2:
                s.paused = *s.started + date::days{70};
                s.resumed = *s.started + date::days{110};
                break;
            default:
                break;
        }
    }
}

}  // namespace

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
    add_seats(world.subscriptions, random);
    interrupt(world.subscriptions, random);
    agree_terms(world.subscriptions, random);
    std::stable_sort(
        world.subscriptions.begin(), world.subscriptions.end(),
        [](const Subscription& a, const Subscription& b) { return *a.started < *b.started; });
    for (std::size_t i = 0; i < world.subscriptions.size(); ++i)
        world.subscriptions[i].id = numbered("S-", i + 1);
}

}  // namespace sample
