// SPDX-License-Identifier: MIT
#include "support/slow.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

/// The group around one, those beside it, and those within it.
namespace slow {

namespace {

/// The group of the first `depth` dimensions.
Group first_of(const Group& group, std::size_t depth) {
    Group around = group;
    around.members.resize((std::min)(depth, group.members.size()));
    return around;
}

bool is_within(const Group& group, const Group& around) {
    return group.members.size() >= around.members.size() &&
           std::equal(around.members.begin(), around.members.end(), group.members.begin());
}

/// Fields by which a reference figure can be for a part of the whole.
constexpr std::array part_fields{"region", "product", "segment", "industry"};

/// The rank of each value from 1; equal ones share the mean of theirs.
std::vector<double> ranked(const std::vector<Rational>& values) {
    std::vector<double> ranks;
    for (const Rational& value : values) {
        const auto less = std::count_if(
            values.begin(), values.end(), [&](const Rational& v) { return v < value; });
        const auto equal = std::count(values.begin(), values.end(), value);
        ranks.push_back(static_cast<double>(less) + (static_cast<double>(equal) + 1) / 2);
    }
    return ranks;
}

/// n times the sum of products less the product of sums, as the textbook has it for hand computers.
double coefficient(const std::vector<double>& x, const std::vector<double>& y) {
    const auto n = static_cast<double>(x.size());
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sx += x[i], sy += y[i];
        sxx += x[i] * x[i], syy += y[i] * y[i], sxy += x[i] * y[i];
    }
    return (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

}  // namespace

Group group_around(const Group& group, const std::string& level) {
    if (level == "company") return first_of(group, 0);
    if (level == "parent")
        return first_of(group, group.members.empty() ? 0 : group.members.size() - 1);
    std::size_t depth = 0;
    while (depth < group.dimensions.size() && group.dimensions[depth] != level)
        ++depth;
    return first_of(group, depth + 1);
}

Evaluator::Number Evaluator::enclosing(
    const Context& context, const Node& node, const Period& period) const {
    const Group around = group_around(context.group, node.words.at(0));
    return compute(Context{context.metric, around}, node.operands.at(0), period);
}

Evaluator::Number Evaluator::reference(
    const Context& context, const Node& node, const Period& period) const {
    // Figures for just that group: not for a product, say, if the group is of all products.
    const auto set_for = [&](const Group& group) {
        Context own{context.metric, group};
        own.rows = [&group](const Table& table, const Row& row) {
            for (const char* field : part_fields) {
                const auto first = group.dimensions.begin();
                const auto last = first + static_cast<std::ptrdiff_t>(group.members.size());
                const bool is_of_group = std::find(first, last, field) != last;
                if (!is_of_group && table.cell(row, field)->known) return false;
            }
            return true;
        };
        return leaf(own, node.operands.at(0), period.window());
    };
    for (std::size_t depth = context.group.members.size() + 1; depth-- > 0;) {
        const Number figure = set_for(first_of(context.group, depth));
        if (figure.records > 0) return figure;
    }
    return {{}, Reason::no_reference};
}

Evaluator::Number Evaluator::rank(
    const Context& context, const Node& node, const Period& period) const {
    const Node& ranked = node.operands.at(0);
    const bool is_highest_first = node.name == "rank_highest";
    Number result = compute(context, ranked, period);
    if (result.reason) return result;
    const std::size_t depth = context.group.members.size();
    const Group parent = first_of(context.group, depth == 0 ? 0 : depth - 1);
    std::vector<Rational> better;
    for (const Group& group : report_->groups) {
        if (group.members.size() != depth || !is_within(group, parent)) continue;
        const Number other = compute(Context{context.metric, group}, ranked, period);
        if (other.reason) continue;
        if (is_highest_first ? other.value > result.value : other.value < result.value)
            better.push_back(other.value);
    }
    const bool is_dense = node.words.at(0) == "dense";
    const std::size_t above =
        is_dense ? std::set<Rational>{better.begin(), better.end()}.size() : better.size();
    result.value = Rational{1 + static_cast<std::int64_t>(above)};
    return result;
}

std::optional<std::vector<std::pair<Rational, Rational>>> Evaluator::points(
    const Context& context, const Node& node, const Period& period) const {
    std::optional<std::vector<std::pair<Rational, Rational>>> all{std::in_place};
    const auto add = [&](const Context& where, const Period& when) {
        const Number x = compute(where, node.operands.at(0), when);
        const Number y = compute(where, node.operands.at(1), when);
        if (x.reason == Reason::not_cut || y.reason == Reason::not_cut) all.reset();
        if (all && !x.reason && !y.reason) all->emplace_back(x.value, y.value);
    };
    if (node.words.back() == "periods") {
        for (const Period& each : report_->periods)
            add(context, each);
    } else {
        for (const Group& group : report_->groups)
            if (group.members.size() == group.dimensions.size() && is_within(group, context.group))
                add(Context{context.metric, group}, period);
    }
    return all;
}

Evaluator::Number Evaluator::correlation(
    const Context& context, const Node& node, const Period& period) const {
    std::vector<Rational> x;
    std::vector<Rational> y;
    const auto all = points(context, node, period);
    if (!all) return {{}, Reason::not_cut};
    for (const auto& [a, b] : *all) {
        x.push_back(a);
        y.push_back(b);
    }
    Number result{{}, std::nullopt, static_cast<std::int64_t>(x.size())};
    if (x.size() < 3)
        result.reason = Reason::insufficient_n;
    else if (
        std::set<Rational>{x.begin(), x.end()}.size() == 1 ||
        std::set<Rational>{y.begin(), y.end()}.size() == 1)
        result.reason = Reason::zero_denominator;
    if (result.reason) return result;
    if (x.size() < 10) result.marks.add(Mark::small_sample);
    std::vector<double> a = ranked(x);
    std::vector<double> b = ranked(y);
    if (node.words.at(0) == "pearson")
        for (std::size_t i = 0; i < x.size(); ++i) {
            a[i] = x[i].to_double();
            b[i] = y[i].to_double();
        }
    result.value = Rational{std::llround(coefficient(a, b) * 1e9), 1'000'000'000};
    return result;
}

Evaluator::Number Evaluator::forecast_error(
    const Context& context, const Node& node, const Period& period) const {
    Rational off;
    Rational actual;
    const auto all = points(context, node, period);
    if (!all) return {{}, Reason::not_cut};
    for (const auto& [happened, foreseen] : *all) {
        off += happened < foreseen ? foreseen - happened : happened - foreseen;
        actual += happened;
    }
    Number result{{}, std::nullopt, static_cast<std::int64_t>(all->size())};
    if (all->empty())
        result.reason = Reason::no_records;
    else if (actual.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = off / actual;
    return result;
}

}  // namespace slow
