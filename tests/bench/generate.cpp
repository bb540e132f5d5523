// SPDX-License-Identifier: MIT
#include "generate.hpp"

#include <string>

namespace bench {

namespace {

using namespace saleskpi;

/// splitmix64: the k-th number of a sequence without computing those before it.
std::uint64_t hash(std::uint64_t k) {
    std::uint64_t z = k + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// A short sequence of numbers for one deal.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{hash(seed)} {}

    template <class Int = std::uint32_t>
    Int below(std::uint64_t n) {
        return static_cast<Int>((state_ = hash(state_)) % n);
    }

private:
    std::uint64_t state_;
};

std::string numbered(const char* prefix, std::uint64_t n) {
    return std::string{prefix}.append(std::to_string(n));
}

Date first_day() { return *make_date(2021, 1, 1); }

std::optional<Date> date_of(std::uint16_t day) {
    if (day == never) return std::nullopt;
    return first_day() + date::days{day};
}

}  // namespace

Window Generator::window() const {
    const date::year_month_day first{first_day()};
    const date::year_month last = date::year_month{first.year(), first.month()} +
                                  date::months{static_cast<int>(shape_.months)};
    return {first_day(), Date{last / 1}};
}

std::vector<Assignment> Generator::assignments() const {
    std::vector<Assignment> result;
    for (std::size_t rep = 0; rep < shape_.reps; ++rep) {
        Assignment assignment;
        assignment.rep = numbered("rep-", rep);
        assignment.team = numbered("team-", team_of(rep));
        assignment.region = numbered("region-", region_of(team_of(rep)));
        result.push_back(assignment);
    }
    return result;
}

Fact Generator::fact(std::size_t number) const {
    Dice dice{number};
    Fact fact{};
    fact.rep = dice.below(shape_.reps);
    fact.customer = dice.below(shape_.customers);
    fact.product = dice.below(shape_.products);
    const auto luck = dice.below(100);
    fact.stage = luck < 35 ? Stage::won : luck < 75 ? Stage::lost : Stage::open;
    fact.created = dice.below<std::uint16_t>(static_cast<std::uint64_t>(window().days()));
    fact.opened = static_cast<std::uint16_t>(fact.created + dice.below(10));
    const auto cycle = dice.below(120);
    fact.closed =
        fact.stage == Stage::open ? never : static_cast<std::uint16_t>(fact.opened + cycle);
    fact.list = 10'000 + dice.below<std::int32_t>(5'000'000);
    const std::int64_t discount = dice.below(3) == 0 ? 0 : dice.below(30);
    fact.amount = static_cast<std::int32_t>(fact.list - fact.list * discount / 100);
    const std::int64_t cost = 40 + dice.below(40);
    fact.cost = static_cast<std::int32_t>(fact.amount * cost / 100);
    return fact;
}

Deal Generator::deal(std::size_t number) const {
    const Fact fact = this->fact(number);
    Deal deal;
    deal.id = numbered("D", number);
    deal.rep = numbered("rep-", fact.rep);
    deal.customer = numbered("customer-", fact.customer);
    deal.product = numbered("product-", fact.product);
    deal.stage = fact.stage;
    deal.created = date_of(fact.created);
    deal.opened = date_of(fact.opened);
    deal.closed = date_of(fact.closed);
    deal.list = Money{fact.list, usd};
    deal.amount = Money{fact.amount, usd};
    deal.cost = Money{fact.cost, usd};
    return deal;
}

std::vector<Deal> Generator::deals(std::size_t first, std::size_t n) const {
    std::vector<Deal> result;
    result.reserve(n);
    for (std::size_t i = 0; i < n; ++i)
        result.push_back(deal(first + i));
    return result;
}

LeadFact Generator::lead_fact(std::size_t number) const {
    Dice dice{~static_cast<std::uint64_t>(number)};
    LeadFact fact{};
    fact.rep = dice.below(shape_.reps);
    fact.created = dice.below<std::uint16_t>(static_cast<std::uint64_t>(window().days()));
    const auto after = [&](std::uint64_t days) {
        return static_cast<std::uint16_t>(fact.created + dice.below(days));
    };
    fact.first_activity = dice.below(3) == 0 ? never : after(15);
    fact.converted = dice.below(5) == 0 ? after(90) : never;
    return fact;
}

std::vector<Lead> Generator::leads(std::size_t first, std::size_t n) const {
    std::vector<Lead> result(n);
    for (std::size_t i = 0; i < n; ++i) {
        const LeadFact fact = lead_fact(first + i);
        Lead& lead = result[i];
        lead.id = numbered("L", first + i);
        lead.rep = numbered("rep-", fact.rep);
        lead.created = date_of(fact.created);
        lead.first_activity = date_of(fact.first_activity);
        lead.converted = date_of(fact.converted);
    }
    return result;
}

}  // namespace bench
