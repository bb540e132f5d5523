// SPDX-License-Identifier: MIT
#include "world.hpp"

#include <algorithm>

namespace sample {

namespace {

const date::days a_day{1};

class Market {
public:
    Market(World& world, Random random) : world_{world}, random_{random} {}

    void run() {
        found_customers();
        for (int month = 0; month < months; ++month) {
            hand_over(month);
            for (const Rep& rep : world_.staff.reps)
                decide_deals(rep, month);
            lose_customers(month);
        }
        leave_open();
        share_some();
        take_back();
        number_deals();
    }

private:
    /// Customers from before the two years.
    void found_customers() {
        for (std::size_t i = 0; i < 260; ++i) {
            const Rep& rep = random_.pick(world_.staff.reps);
            add_customer(rep.name, first_of(0) - date::days{random_.between(10, 1'500)});
        }
    }

    std::size_t add_customer(const std::string& rep, Date since) {
        static constexpr std::array first{
            "Alder", "Birch",   "Cobalt",  "Delta", "Ember",    "Falcon",    "Granite", "Harbour",
            "Ivory", "Juniper", "Kestrel", "Lumen", "Meridian", "Northgate", "Orchard", "Pioneer"};
        static constexpr std::array second{"Foods",  "Logistics", "Health", "Bank",     "Schools",
                                           "Motors", "Stores",    "Labs",   "Textiles", "Energy"};
        static constexpr std::array last{"Ltd", "Group", "& Sons", "Inc.", "of Leeds, Ltd", "Co."};
        Customer c{.id = numbered("C-", world_.customers.size() + 1)};
        // One call a line: the order of those within an expression is the compiler's choice.
        c.name = random_.pick(first);
        c.name += std::string{" "} + random_.pick(second);
        c.name += std::string{" "} + random_.pick(last);
        c.rep = rep;
        const std::size_t segment = random_.weighted(std::array{5, 3, 2});
        c.segment = segments[segment];
        c.industry = random_.pick(industries);
        c.employees = std::array{12, 140, 1'500}[segment] * random_.between(70, 260) / 100;
        c.since = since;
        world_.customers.push_back(c);
        return world_.customers.size() - 1;
    }

    /// The customers of whoever left go to a colleague of the same team.
    void hand_over(int month) {
        for (Customer& c : world_.customers) {
            const auto before = world_.staff.team_of(c.rep, first_of(month) - a_day);
            if (!before || world_.staff.team_of(c.rep, first_of(month))) continue;
            const auto heirs = world_.staff.members(*before, first_of(month));
            c.rep = world_.staff.reps[random_.pick(heirs)].name;
        }
    }

    void decide_deals(const Rep& rep, int month) {
        const auto team = world_.staff.team_of(rep.name, first_of(month));
        if (!team) return;
        // The business grows by a percent a month.
        const int usual = rep.pace * season[static_cast<std::size_t>(month % 12)] * (100 + month);
        const int deals = usual / 100'000 + (random_.below(100'000) < usual % 100'000);
        const int length = (first_of(month + 1) - first_of(month)).count();
        for (int i = 0; i < deals; ++i) {
            // The later of two days: much is signed as the month ends.
            const int day = (std::max)(random_.below(length), random_.below(length));
            Deal deal = offer(rep, *team, first_of(month) + date::days{day});
            decide(deal, rep, (month + 1) % 3 == 0);
            world_.deals.push_back(deal);
        }
    }

    /// A deal that is decided on that day, if it is.
    Deal offer(const Rep& rep, std::size_t team, Date decision) {
        static constexpr std::array customers_kind{DealKind::expansion, DealKind::renewal};
        product_ = &products[random_.weighted(std::array{30, 28, 20, 9, 13})];
        Deal deal{.rep = rep.name};
        deal.product = product_->name;
        deal.kind = DealKind::new_business;
        const auto mine = customers_of(rep.name);
        if (!mine.empty() && random_.chance(42)) {
            customer_ =
                mine[static_cast<std::size_t>(random_.below(static_cast<int>(mine.size())))];
            const Customer& c = world_.customers[*customer_];
            deal.kind = customers_kind[random_.weighted(std::array{65, 35})];
            deal.customer = c.id;
            deal.segment = c.segment;
            deal.industry = c.industry;
        } else {
            customer_.reset();
            deal.customer = numbered("P-", ++prospects_);
            deal.segment = segments[random_.weighted(std::array{5, 3, 2})];
            deal.industry = random_.pick(industries);
            const std::size_t source = random_.weighted(std::array{30, 18, 12, 16, 14, 10});
            deal.source = sources[source];
            deal.channel = channels[source];
        }
        const int usual = product_->cycle_days;
        deal.closed = decision;
        const int slower = random_.skewed(usual * 4);
        deal.opened = decision - date::days{usual / 3 + random_.below(usual) + slower};
        deal.first_contact = *deal.opened - date::days{random_.below(9)};
        deal.created = *deal.first_contact - date::days{random_.below(4)};
        set_price(deal, team);
        return deal;
    }

    void set_price(Deal& deal, std::size_t team) {
        const Team& seller = teams[team];
        const int units = random_.between(1, product_->most_units);
        const std::int64_t list = std::int64_t{product_->price} * units * seller.units_of_100 / 100;
        deal.units = units;
        deal.list = whole(list, seller.currency);
        deal.amount = deal.list;
        if (!random_.chance(8))
            deal.cost = whole(
                list * (product_->cost_percent + random_.between(-6, 6)) / 100, seller.currency);
        if (product_->name != "Services")
            deal.contract_months = random_.pick(std::array{12, 12, 12, 24, 36});
        if (random_.chance(70)) deal.collateral_used = random_.chance(55);
    }

    void decide(Deal& deal, const Rep& rep, bool quarter_ends) {
        int percent = product_->win_percent + rep.skill;
        if (deal.kind == DealKind::expansion) percent += 10;
        if (deal.kind == DealKind::renewal) percent += 30;
        if (deal.source == "referral") percent += 9;
        if (deal.source == "cold call") percent -= 9;
        deal.stage = random_.chance(percent) ? Stage::won : Stage::lost;
        if (random_.chance(quarter_ends ? 72 : 52)) {
            const int discount = 5 * random_.between(1, quarter_ends ? 5 : 3);
            deal.amount = Money{deal.list->minor() * (100 - discount) / 100, deal.list->currency()};
        }
        if (random_.below(1'000) < 6) deal.amount.reset();
        if (deal.stage != Stage::won || customer_) return;
        Customer& c = world_.customers[add_customer(deal.rep, *deal.closed)];
        deal.customer = c.id;
        c.segment = deal.segment;
        c.industry = deal.industry;
        c.source = deal.source;
        c.channel = deal.channel;
        c.acquisition = deal.channel == "online" || deal.channel == "event" ? Acquisition::paid
                                                                            : Acquisition::organic;
    }

    std::vector<std::size_t> customers_of(const std::string& rep) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < world_.customers.size(); ++i)
            if (world_.customers[i].rep == rep && !world_.customers[i].until) found.push_back(i);
        return found;
    }

    void lose_customers(int month) {
        for (Customer& c : world_.customers)
            if (!c.until && *c.since < first_of(month) && random_.below(1'000) < 11)
                c.until = first_of(month) + date::days{random_.between(1, 28)};
    }

    /// What is not yet decided as the two years end.
    void leave_open() {
        static constexpr std::array steps{"qualification", "proposal", "negotiation"};
        static constexpr std::array<int, 3> chances{15, 40, 70};
        const Date today = first_of(months) - a_day;
        for (const Rep& rep : world_.staff.reps) {
            const auto team = world_.staff.team_of(rep.name, today);
            for (int i = random_.between(2, 5); team && i > 0; --i) {
                Deal deal = offer(rep, *team, today);
                const std::size_t step = random_.weighted(std::array{4, 4, 2});
                deal.closed.reset();
                deal.pipeline_stage = steps[step];
                deal.probability = Decimal::ratio(chances[step], 100);
                world_.deals.push_back(deal);
            }
        }
    }

    /// Some deals are won by two; an engineer has credit on top of a few.
    void share_some() {
        const auto share = [](int percent) { return Decimal::ratio(percent, 100); };
        for (Deal& deal : world_.deals) {
            if (deal.stage != Stage::won || !deal.amount || deal.amount->minor() < 1'000'000)
                continue;
            const auto team = world_.staff.team_of(deal.rep, *deal.closed);
            const auto others = world_.staff.members(*team, *deal.closed);
            const std::string& other = world_.staff.reps[random_.pick(others)].name;
            if (!random_.chance(9) || other == deal.rep) continue;
            const int mine = random_.pick(std::array{50, 60, 70});
            deal.credits = {{deal.rep, share(mine)}, {other, share(100 - mine)}};
            if (random_.chance(25)) deal.credits = {{deal.rep}, {other, share(100), true}};
        }
    }

    /// Credit notes: a part of what was sold comes back two months later.
    void take_back() {
        for (std::size_t i = 300; i < 2'000; i += 240) {
            Deal note = world_.deals[i];
            if (note.stage != Stage::won || !note.amount) continue;
            note.amount = Money{-note.amount->minor() / 4, note.amount->currency()};
            note.list.reset();
            note.cost.reset();
            note.units.reset();
            note.kind.reset();
            note.credits.clear();
            note.closed = *note.closed + date::days{61};
            world_.deals.push_back(note);
        }
    }

    void number_deals() {
        std::stable_sort(
            world_.deals.begin(), world_.deals.end(),
            [](const Deal& a, const Deal& b) { return *a.created < *b.created; });
        for (std::size_t i = 0; i < world_.deals.size(); ++i)
            world_.deals[i].id = numbered("D-", i + 1);
    }

    World& world_;
    Random random_;
    const Product* product_ = nullptr;
    std::optional<std::size_t> customer_;  ///< of the deal at hand
    std::size_t prospects_ = 0;
};

}  // namespace

void sell(World& world, Random random) { Market{world, random}.run(); }

}  // namespace sample
