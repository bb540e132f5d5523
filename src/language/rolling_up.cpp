// SPDX-License-Identifier: MIT
#include "language/rolling_up.hpp"

#include "plan/aggregates/table.hpp"
#include "plan/program.hpp"

#include <saleskpi/metric/additivity.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr RollingUp flow{
    .alone = "adds over groups and time", .as_part = "counts and sums add over groups and time"};
constexpr RollingUp stock{
    .alone = "adds over groups; over time it is taken at the longer period's edge",
    .as_part = "stocks add over groups and are taken at the longer period's edge"};

/// What becomes of a leaf's states when groups, or periods, are put together.
const RollingUp* rolling_up(const Leaf& leaf) {
    if (!leaf.aggregation.adds) return rule_of(leaf.aggregation).rolls_up;
    return leaf.is_balance() ? &stock : &flow;
}

/// Of all leaves, each once: first what adds.
std::vector<const RollingUp*> kinds_of(const Definition& metric) {
    std::vector<const RollingUp*> kinds;
    const auto add = [&kinds](const RollingUp* kind) {
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    };
    for (const RollingUp* first : {&flow, &stock})
        for (const Leaf& leaf : metric.leaves())
            if (rolling_up(leaf) == first) add(first);
    for (const Leaf& leaf : metric.leaves())
        add(rolling_up(leaf));
    return kinds;
}

bool has_stock(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::any_of(
        leaves.begin(), leaves.end(), [](const Leaf& leaf) { return leaf.placement.is_stock(); });
}

/// The placement and aggregation of a target's rows follow from what its metric adds over.
std::string target_text(const Leaf& rows) {
    if (!rows.aggregation.adds)
        return "a group's own target, for those of its members do not add; over time it is the one "
               "in force at the period's end";
    return std::string{"a group's own target, or else the sum of its members'"} +
           (rows.placement.is_stock() ? "; over time it is the one in force at the period's end"
                                      : "; adds over time");
}

bool is_of_targets(const Definition& metric, std::size_t step) {
    return program_of(metric).node(step).rule->rows == "targets";
}

bool takes_targets(const Definition& metric) {
    for (std::size_t i = 0; i < metric.steps().size(); ++i)
        if (is_of_targets(metric, i)) return true;
    return false;
}

std::string parts_text(const Definition& metric, std::span<const RollingUp* const> kinds) {
    std::string text;
    const auto add = [&text](std::string_view part) {
        if (!text.empty()) text += ", ";
        text += part;
    };
    for (const RollingUp* kind : kinds)
        add(kind->as_part);
    if (takes_targets(metric)) add("targets are a group's own or else its members' together");
    return text;
}

/// Counts of records with credits do not simply add: a deal of two reps is one deal of their team.
std::string shared(const Definition& metric) {
    const auto leaves = metric.leaves();
    const bool counts = std::any_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) {
        return rule_of(leaf.aggregation).counts_records;
    });
    return counts ? "; what several reps share counts once above them" : "";
}

std::string over_time(const Definition& metric) {
    return has_stock(metric) ? "; over time it is taken at the longer period's edge" : "";
}

}  // namespace

std::string rolls_up(const Definition& metric) {
    const std::vector<const RollingUp*> kinds = kinds_of(metric);
    if (is_linear(metric.steps()) && kinds.size() == 1) {
        std::string text{kinds[0]->alone};
        return text +
               (kinds[0] == &flow || kinds[0] == &stock ? shared(metric) : over_time(metric));
    }
    if (is_of_targets(metric, metric.steps().size() - 1)) return target_text(metric.leaves()[0]);
    return "recomputed from its parts: " + parts_text(metric, kinds);
}

}  // namespace saleskpi::inline v0_3::detail
