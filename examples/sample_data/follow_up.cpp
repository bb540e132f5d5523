// SPDX-License-Identifier: MIT
#include "world.hpp"

#include <algorithm>

namespace sample {

namespace {

Date last_day() { return first_of(months) - date::days{1}; }

void contact(World& world, const Deal& deal, Random& random) {
    static constexpr std::array kinds{ActivityKind::call,        ActivityKind::email,
                                      ActivityKind::reply,       ActivityKind::meeting,
                                      ActivityKind::demo,        ActivityKind::social_touch,
                                      ActivityKind::conversation};
    const Date last = deal.closed.value_or(last_day());
    const int days = (std::max)(1, static_cast<int>((last - *deal.first_contact).count()));
    for (int i = random.between(1, 4); i > 0; --i) {
        Activity a;
        a.kind = kinds[random.weighted(std::array{28, 30, 12, 14, 7, 4, 5})];
        a.rep = deal.rep;
        a.date = *deal.first_contact + date::days{random.below(days)};
        a.deal = deal.id;
        if (*a.date >= first_of(0)) world.activities.push_back(a);
    }
    if (deal.stage == Stage::won && deal.kind == DealKind::new_business) {
        Activity a{.kind = ActivityKind::onboarding_call, .rep = deal.rep};
        a.date = *deal.closed + date::days{random.between(1, 14)};
        a.deal = deal.id;
        if (*a.date <= last_day()) world.activities.push_back(a);
    }
}

void quote(World& world, const Deal& deal, Random& random) {
    Quote q{.deal = deal.id, .customer = deal.customer, .rep = deal.rep};
    q.amount = deal.amount;
    const Date last = deal.closed.value_or(last_day());
    q.sent = (std::max)(*deal.opened, last - date::days{random.between(3, 20)});
    if (deal.stage == Stage::won) q.accepted = deal.closed;
    world.quotes.push_back(q);
}

}  // namespace

void follow_up(World& world, Random random) {
    for (const Deal& deal : world.deals) {
        if (!deal.units) continue;  // a credit note
        contact(world, deal, random);
        if (random.chance(58)) quote(world, deal, random);
    }
    std::stable_sort(
        world.activities.begin(), world.activities.end(),
        [](const Activity& a, const Activity& b) { return *a.date < *b.date; });
    for (std::size_t i = 0; i < world.activities.size(); ++i)
        world.activities[i].id = numbered("A-", i + 1);
    std::stable_sort(world.quotes.begin(), world.quotes.end(), [](const Quote& a, const Quote& b) {
        return *a.sent < *b.sent;
    });
    for (std::size_t i = 0; i < world.quotes.size(); ++i)
        world.quotes[i].id = numbered("Q-", i + 1);
}

}  // namespace sample
