// SPDX-License-Identifier: MIT
#include "ordinary.hpp"

#include <charconv>
#include <unordered_map>

namespace bench {

using namespace saleskpi;

namespace {

struct Key {
    std::string rep;
    int month;  // counted from the year 0

    bool operator==(const Key&) const = default;
};

struct HashOfKey {
    std::size_t operator()(const Key& key) const {
        return std::hash<std::string>{}(key.rep) * 31 + static_cast<std::size_t>(key.month);
    }
};

using Map = std::unordered_map<Key, Sums, HashOfKey>;

int month_number(Date day) {
    const date::year_month_day d{day};
    return static_cast<int>(d.year()) * 12 + static_cast<int>(static_cast<unsigned>(d.month()));
}

Map sums_by_rep_and_month(const std::vector<OrdinaryDeal>& deals, const Window& window) {
    Map map;
    for (const OrdinaryDeal& deal : deals) {
        if (!deal.closed || !window.contains(*deal.closed)) continue;
        Sums& sums = map[Key{deal.rep, month_number(*deal.closed)}];
        if (deal.stage == Stage::lost) ++sums.lost;
        if (deal.stage != Stage::won) continue;
        ++sums.won;
        sums.revenue += deal.amount;
        sums.list += deal.list;
        sums.cost += deal.cost;
        if (deal.amount >= deal.list) sums.full_price += deal.amount;
        sums.cycle += (*deal.closed - *deal.opened).count();
    }
    return map;
}

}  // namespace

std::vector<OrdinaryDeal> ordinary_deals(const Generator& generator) {
    std::vector<OrdinaryDeal> result;
    result.reserve(generator.shape().deals);
    for (std::size_t i = 0; i < generator.shape().deals; ++i) {
        Deal deal = generator.deal(i);
        result.push_back(
            {std::move(deal.id), std::move(deal.rep), std::move(deal.customer),
             std::move(deal.product), deal.stage, deal.created, deal.opened, deal.closed,
             deal.amount->minor(), deal.list->minor(), deal.cost->minor()});
    }
    return result;
}

Grid<Sums> ordinary_seven_sums(const std::vector<OrdinaryDeal>& deals, const Generator& generator) {
    Grid<Sums> grid{generator.shape().reps, generator.shape().months};
    const int first = month_number(generator.window().first);
    for (const auto& [key, sums] : sums_by_rep_and_month(deals, generator.window())) {
        std::size_t rep = 0;
        std::from_chars(key.rep.data() + 4, key.rep.data() + key.rep.size(), rep);
        grid(rep, static_cast<std::size_t>(key.month - first)).add(sums);
    }
    return grid;
}

std::size_t ordinary_cells(const std::vector<OrdinaryDeal>& deals, const Generator& generator) {
    return sums_by_rep_and_month(deals, generator.window()).size();
}

}  // namespace bench
