// SPDX-License-Identifier: MIT
// A metric called on a vector of structs, beside a loop over the same structs.
#include "measurements.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

using Deals = std::span<const Deal>;

Rational revenue_by_hand(Deals deals) {
    std::int64_t sum = 0;
    for (const Deal& deal : deals)
        if (deal.stage == Stage::won && deal.closed && deal.amount) sum += deal.amount->minor();
    return sum;
}

Rational win_rate_by_hand(Deals deals) {
    std::int64_t won = 0, decided = 0;
    for (const Deal& deal : deals) {
        if (deal.stage == Stage::open || !deal.closed) continue;
        ++decided;
        won += deal.stage == Stage::won;
    }
    return {won, decided};
}

Rational average_deal_size_by_hand(Deals deals) {
    std::int64_t sum = 0, count = 0;
    for (const Deal& deal : deals) {
        if (deal.stage != Stage::won || !deal.closed || !deal.amount) continue;
        sum += deal.amount->minor();
        ++count;
    }
    return {sum, count};
}

Rational sales_cycle_by_hand(Deals deals) {
    std::int64_t days = 0, count = 0;
    for (const Deal& deal : deals) {
        if (deal.stage != Stage::won || !deal.closed || !deal.opened) continue;
        if (*deal.closed < *deal.opened) continue;
        days += (*deal.closed - *deal.opened).count();
        ++count;
    }
    return {days, count};
}

Rational gross_margin_by_hand(Deals deals) {
    std::int64_t profit = 0, sum = 0;
    for (const Deal& deal : deals) {
        if (deal.stage != Stage::won || !deal.closed || !deal.amount || !deal.cost) continue;
        profit += deal.amount->minor() - deal.cost->minor();
        sum += deal.amount->minor();
    }
    return {profit, sum};
}

template <MetricConstant M>
Line compared(
    const Context& context,
    const M& metric,
    Rational (*by_hand)(Deals),
    const std::vector<Deal>& deals) {
    Rational found, expected;
    Race race;
    const double& ours = race.add([&] { found = metric(deals).value().exact(); });
    const double& loop = race.add([&] { expected = by_hand(deals); });
    race.go(context.options().runs);
    if (found != expected)
        throw std::runtime_error{"the answers differ: direct call of " + std::string{metric.id()}};
    return timed(std::string{metric.id()}.append("(deals)"), ours)
        .is(ours / loop, "a loop over the structs")
        .at_most(1.3);
}

}  // namespace

Lines direct_call(Context& context) {
    context.release();
    // All deals would be more than memory holds.
    const std::size_t n = (std::min)(context.shape().deals, std::size_t{2'000'000});
    const std::vector<Deal> deals = context.generator().deals(0, n);
    return {
        Line{"structs"}.says(
            std::to_string(n) + " of " + std::to_string(sizeof(Deal)) + " bytes, without the ids"),
        compared(context, revenue, revenue_by_hand, deals),
        compared(context, win_rate, win_rate_by_hand, deals),
        compared(context, average_deal_size, average_deal_size_by_hand, deals),
        compared(context, sales_cycle, sales_cycle_by_hand, deals),
        compared(context, gross_margin, gross_margin_by_hand, deals)};
}

}  // namespace bench
