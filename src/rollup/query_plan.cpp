// SPDX-License-Identifier: MIT
#include "rollup/query_plan.hpp"

#include <algorithm>

namespace saleskpi::detail {

namespace {

/// The ranges a metric reads for a period: the period itself, and those its comparisons shift to.
void collect_ranges(
    const Definition& metric,
    std::size_t step,
    const Period& period,
    const Calendar& calendar,
    std::vector<Window>& ranges) {
    const Step& s = metric.steps()[step];
    switch (s.op) {
        case Step::Op::leaf:
            ranges.push_back(period.window());
            return;
        case Step::Op::constant:
        case Step::Op::period_months:
            return;
        case Step::Op::target:
            collect_ranges(metric, step - 1, period, calendar, ranges);
            return;
        case Step::Op::change:
            collect_ranges(metric, step - 1, period, calendar, ranges);
            if (const auto earlier = compared_with(period, s.shift, calendar))
                collect_ranges(metric, step - 1, *earlier, calendar, ranges);
            return;
        default: {
            const std::size_t right = step - 1;
            collect_ranges(metric, right, period, calendar, ranges);
            collect_ranges(metric, right - metric.steps()[right].size, period, calendar, ranges);
        }
    }
}

std::vector<Window> all_ranges(const Query& query, const std::vector<Period>& periods) {
    std::vector<Window> ranges;
    for (const Period& period : periods) {
        ranges.push_back(period.window());
        for (const Definition& metric : query.metrics)
            collect_ranges(metric, metric.steps().size() - 1, period, query.calendar, ranges);
    }
    return ranges;
}

bool reads_targets(const Definition& metric) {
    return std::any_of(metric.steps().begin(), metric.steps().end(), [](const Step& s) {
        return s.op == Step::Op::target;
    });
}

}  // namespace

std::optional<Period> compared_with(const Period& period, Shift shift, const Calendar& calendar) {
    constexpr date::days longest_year{366};
    const date::days reach = (std::max)(longest_year, period.last - period.first);
    if (period.first - all_time.first < reach) return std::nullopt;
    const Period other =
        shift == Shift::previous ? calendar.previous(period) : calendar.year_before(period);
    return period.complete ? other : calendar.same_part(period, other);
}

QueryPlan::QueryPlan(const Query& query)
    : periods{query.calendar.periods(query.window, query.grain)},
      time{all_ranges(query, periods)},
      kept_dimensions{query.dimensions} {
    for (const Definition& metric : query.metrics) {
        std::vector<std::size_t>& numbers = leaf_of.emplace_back();
        for (const Leaf& leaf : metric.leaves()) {
            const auto tests = metric.tests(leaf);
            LeafSpec spec{leaf, {tests.begin(), tests.end()}};
            const auto known = std::find(leaves.begin(), leaves.end(), spec);
            numbers.push_back(static_cast<std::size_t>(known - leaves.begin()));
            if (known == leaves.end()) leaves.push_back(std::move(spec));
        }
    }
    if (std::any_of(query.metrics.begin(), query.metrics.end(), reads_targets))
        for (const char* level : {"region", "team", "rep"})
            if (std::find(kept_dimensions.begin(), kept_dimensions.end(), level) ==
                kept_dimensions.end())
                kept_dimensions.emplace_back(level);
}

}  // namespace saleskpi::detail
