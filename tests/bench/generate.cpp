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
    std::uint64_t below(std::uint64_t n) { return (state_ = hash(state_)) % n; }

private:
    std::uint64_t state_;
};

std::string numbered(const char* prefix, std::uint64_t n) {
    return std::string{prefix}.append(std::to_string(n));
}

Date first_day() { return *make_date(2021, 1, 1); }

}  // namespace

saleskpi::Window Generator::window() const {
    const date::year_month_day first{first_day()};
    const date::year_month last = date::year_month{first.year(), first.month()} +
                                  date::months{static_cast<int>(shape_.months)};
    return {first_day(), Date{last / 1}};
}

std::vector<Assignment> Generator::assignments() const {
    std::vector<Assignment> result;
    for (std::size_t rep = 0; rep < shape_.reps; ++rep) {
        Assignment assignment;
        const std::size_t team = rep % shape_.teams;
        assignment.rep = numbered("rep-", rep);
        assignment.team = numbered("team-", team);
        assignment.region = numbered("region-", team % shape_.regions);
        result.push_back(assignment);
    }
    return result;
}

std::vector<Deal> Generator::deals(std::size_t first, std::size_t n) const {
    const auto days = static_cast<std::uint64_t>(window().days());
    std::vector<Deal> result(n);
    for (std::size_t i = 0; i < n; ++i) {
        Dice dice{first + i};
        Deal& deal = result[i];
        deal.id = numbered("D", first + i);
        deal.rep = numbered("rep-", dice.below(shape_.reps));
        deal.customer = numbered("customer-", dice.below(shape_.customers));
        deal.product = numbered("product-", dice.below(shape_.products));
        const std::uint64_t luck = dice.below(100);
        deal.stage = luck < 35 ? Stage::won : luck < 75 ? Stage::lost : Stage::open;
        const Date created = first_day() + date::days{static_cast<int>(dice.below(days))};
        deal.created = created;
        deal.opened = created;
        if (deal.stage != Stage::open)
            deal.closed = created + date::days{static_cast<int>(dice.below(120))};
        const auto list = static_cast<std::int64_t>(10'000 + dice.below(5'000'000));
        const auto discount =
            dice.below(3) == 0 ? std::int64_t{0} : static_cast<std::int64_t>(dice.below(30));
        const std::int64_t amount = list - list * discount / 100;
        deal.list = Money{list, usd};
        deal.amount = Money{amount, usd};
        deal.cost = Money{amount * static_cast<std::int64_t>(40 + dice.below(40)) / 100, usd};
    }
    return result;
}

}  // namespace bench
