// SPDX-License-Identifier: MIT
#include "world.hpp"

#include <algorithm>
#include <unordered_map>

namespace sample {

namespace {

void set_origin(Lead& lead, Random& random) {
    static constexpr std::array titles{"owner", "head of sales", "IT manager", "buyer"};
    lead.contact_title = random.pick(titles);
    if (lead.source == "advertising" || lead.source == "trade fair")
        lead.campaign = lead.created < first_of(12) ? "spring 2024" : "fresh start 2025";
}

/// The lead a deal came from, with all its steps.
Lead lead_of(const Deal& deal, Random& random) {
    Lead lead{.rep = deal.rep, .deal = deal.id};
    lead.source = deal.source;
    lead.channel = deal.channel;
    lead.segment = deal.segment;
    lead.industry = deal.industry;
    if (deal.stage == Stage::won) lead.customer = deal.customer;
    lead.converted = deal.created;
    lead.sales_qualified = *deal.created - date::days{random.below(3)};
    lead.accepted = *lead.sales_qualified - date::days{random.below(4)};
    lead.qualified = *lead.accepted - date::days{random.below(5)};
    lead.created = *lead.qualified - date::days{random.below(12)};
    lead.first_activity = *lead.created + date::days{random.skewed(5)};
    set_origin(lead, random);
    return lead;
}

/// One who took some of the steps, and then no more.
Lead lost_lead(const Staff& staff, int month, Random& random) {
    Lead lead;
    lead.created = first_of(month) + date::days{random.below(28)};
    const Rep& rep = random.pick(staff.reps);
    if (staff.team_of(rep.name, *lead.created) && !random.chance(3)) lead.rep = rep.name;
    const std::size_t source = random.weighted(std::array{34, 6, 14, 26, 16, 4});
    lead.source = sources[source];
    lead.channel = channels[source];
    lead.segment = random.pick(segments);
    lead.industry = random.pick(industries);
    set_origin(lead, random);
    const int steps = random.pick(std::array{0, 1, 1, 2, 2, 3, 4});
    Date day = *lead.created;
    const std::array dates{
        &lead.first_activity, &lead.qualified, &lead.accepted, &lead.sales_qualified};
    for (std::size_t i = 0; i < static_cast<std::size_t>(steps); ++i)
        if (day += date::days{random.skewed(20)}; day < first_of(months)) *dates[i] = day;
    return lead;
}

void spend_on_marketing(World& world, Random& random) {
    struct Budget {
        std::string_view channel;
        std::string_view source;
        int thousands;
    };
    static constexpr std::array<Budget, 3> budgets{
        {{"online", "advertising", 31}, {"event", "trade fair", 18}, {"web", "web form", 9}}};
    for (int month = 0; month < months; ++month)
        for (const Budget& budget : budgets) {
            Spend s{.date = first_of(month), .purpose = SpendPurpose::marketing};
            s.kind = SpendKind::campaign;
            s.channel = budget.channel;
            s.source = budget.source;
            if (budget.channel != "web")
                s.campaign = month < 12 ? "spring 2024" : "fresh start 2025";
            const int percent = season[static_cast<std::size_t>((month + 11) % 12)];
            s.amount = whole(budget.thousands * percent * random.between(85, 115) / 10, usd);
            world.spend.push_back(s);
        }
}

}  // namespace

void advertise(World& world, Random random) {
    for (const Deal& deal : world.deals)
        if (deal.kind == DealKind::new_business && random.chance(86))
            world.leads.push_back(lead_of(deal, random));
    for (int month = -1; month < months; ++month)
        for (int i = season[static_cast<std::size_t>((month + 11) % 12)]; i > 20; --i)
            world.leads.push_back(lost_lead(world.staff, month, random));

    std::stable_sort(world.leads.begin(), world.leads.end(), [](const Lead& a, const Lead& b) {
        return *a.created < *b.created;
    });
    std::unordered_map<std::string, std::string> lead_of_deal;
    for (std::size_t i = 0; i < world.leads.size(); ++i) {
        world.leads[i].id = numbered("L-", i + 1);
        lead_of_deal[world.leads[i].deal] = world.leads[i].id;
    }
    for (Deal& deal : world.deals)
        if (const auto lead = lead_of_deal.find(deal.id); lead != lead_of_deal.end())
            deal.lead = lead->second;
    spend_on_marketing(world, random);
}

}  // namespace sample
