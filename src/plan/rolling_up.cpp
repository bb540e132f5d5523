// SPDX-License-Identifier: MIT
#include "rolling_up.hpp"

#include "program.hpp"

#include <saleskpi/metric/additivity.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace saleskpi::inline v0_3::detail {
namespace {

/// What becomes of a leaf's states when groups, or periods, are put together.
enum class Merging : std::uint8_t { flow, stock, sets, values, extreme, pairs };

struct Kinds {
    std::uint32_t bits = 0;
    void add(Merging m) { bits |= 1u << static_cast<unsigned>(m); }
    bool has(Merging m) const { return (bits >> static_cast<unsigned>(m)) & 1u; }
    bool only(Merging m) const { return bits == 1u << static_cast<unsigned>(m); }
};

Merging merging(const Leaf& leaf) {
    switch (leaf.aggregation) {
        case Aggregation::count:
        case Aggregation::sum:
            return leaf.placement.is_stock() ? Merging::stock : Merging::flow;
        case Aggregation::time_in_force:
            return Merging::flow;
        case Aggregation::mean:
            return Merging::pairs;
        case Aggregation::smallest:
        case Aggregation::largest:
            return Merging::extreme;
        case Aggregation::distinct:
            return Merging::sets;
        case Aggregation::percentile:
        case Aggregation::median:
        case Aggregation::reached_within:
            return Merging::values;
    }
    return Merging::values;
}

Kinds kinds_of(const Definition& metric) {
    Kinds kinds;
    for (const Leaf& leaf : metric.leaves())
        kinds.add(merging(leaf));
    return kinds;
}

bool has_stock(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::any_of(
        leaves.begin(), leaves.end(), [](const Leaf& leaf) { return leaf.placement.is_stock(); });
}

/// The placement and aggregation of a target's rows follow from what its metric adds over.
std::string target_text(const Leaf& rows) {
    if (rows.aggregation == Aggregation::mean)
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

std::string parts_text(const Definition& metric, Kinds kinds) {
    std::string text;
    const auto add = [&text](std::string_view part) {
        if (!text.empty()) text += ", ";
        text += part;
    };
    if (kinds.has(Merging::flow)) add("counts and sums add over groups and time");
    if (kinds.has(Merging::stock))
        add("stocks add over groups and are taken at the longer period's edge");
    if (kinds.has(Merging::pairs)) add("means are kept as sum and number");
    if (kinds.has(Merging::sets)) add("sets of different values are united");
    if (kinds.has(Merging::values)) add("values are kept, for medians and percentiles do not add");
    if (kinds.has(Merging::extreme)) add("the extreme of the extremes is taken");
    if (takes_targets(metric)) add("targets are a group's own or else its members' together");
    return text;
}

/// Counts of records with credits do not simply add: a deal of two reps is one deal of their team.
std::string shared(const Definition& metric) {
    const auto leaves = metric.leaves();
    const bool counts = std::any_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) {
        return leaf.aggregation == Aggregation::count;
    });
    return counts ? "; what several reps share counts once above them" : "";
}

std::string over_time(const Definition& metric) {
    return has_stock(metric) ? "; over time it is taken at the longer period's edge" : "";
}

}  // namespace

std::string rolls_up(const Definition& metric) {
    const Kinds kinds = kinds_of(metric);
    if (is_linear(metric.steps())) {
        if (kinds.only(Merging::flow)) return "adds over groups and time" + shared(metric);
        if (kinds.only(Merging::stock))
            return "adds over groups; over time it is taken at the longer period's edge" +
                   shared(metric);
        if (kinds.only(Merging::pairs))
            return "recomputed from the sum and the number of values, which add" +
                   over_time(metric);
        if (kinds.only(Merging::sets))
            return "the sets of different values are united, their sizes do not add" +
                   over_time(metric);
        if (kinds.only(Merging::values))
            return "recomputed from the values, for medians and percentiles do not add" +
                   over_time(metric);
        if (kinds.only(Merging::extreme)) return "the extreme of the extremes" + over_time(metric);
    }
    if (is_of_targets(metric, metric.steps().size() - 1)) return target_text(metric.leaves()[0]);
    return "recomputed from its parts: " + parts_text(metric, kinds);
}

}  // namespace saleskpi::inline v0_3::detail
