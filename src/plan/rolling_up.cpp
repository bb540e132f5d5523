// SPDX-License-Identifier: MIT
#include "rolling_up.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace saleskpi::detail {
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

bool has(const Definition& metric, Step::Op op) {
    const auto steps = metric.steps();
    return std::any_of(steps.begin(), steps.end(), [op](const Step& s) { return s.op == op; });
}

bool is_number(const Step& step) { return step.op == Step::Op::constant; }

/// Sums of leaves, each at most scaled by a number: what adds for the leaves adds for the whole.
bool is_linear(const Definition& metric) {
    const auto steps = metric.steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step::Op op = steps[i].op;
        if (op == Step::Op::leaf || op == Step::Op::constant) continue;
        if (op != Step::Op::add && op != Step::Op::subtract && op != Step::Op::multiply &&
            op != Step::Op::divide)
            return false;
        const Step& right = steps[i - 1];
        const Step& left = steps[i - 1 - right.size];
        const bool scaled = is_number(right) || (is_number(left) && op == Step::Op::multiply);
        // A number that is added would be added once for each group.
        const bool added = op == Step::Op::add || op == Step::Op::subtract;
        if (added ? is_number(left) || is_number(right) : !scaled) return false;
    }
    return true;
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
    if (has(metric, Step::Op::target))
        add("targets are a group's own or else the sum of its members'");
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
    if (is_linear(metric)) {
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
    if (metric.steps().back().op == Step::Op::target)
        return "a group's own target, or else the sum of its members'; adds over time";
    return "recomputed from its parts: " + parts_text(metric, kinds);
}

}  // namespace saleskpi::detail
