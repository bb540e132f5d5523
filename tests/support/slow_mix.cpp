// SPDX-License-Identifier: MIT
#include "support/slow.hpp"
#include "support/slow_rows.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <stdexcept>

/// Rates at a common mix; what mix and rates, and quantities and prices, make of a change.
namespace slow {

namespace {

/// How far back is asked for, as the text of change() has it, without a dimension and a convention.
Node back_of(const Node& node, bool has_dimension) {
    Node back;
    back.name = "change";
    back.operands = {node.operands.at(0)};
    if (node.operands.size() > 2)
        back.operands.push_back(node.operands[2]);
    else
        back.words.push_back(node.words.at(has_dimension ? 1 : 0));
    return back;
}

int sign(const Rational& n) { return n < Rational{} ? -1 : n.is_zero() ? 0 : 1; }

}  // namespace

std::set<std::string> Evaluator::names_of(
    const Context& context, const std::string& dimension) const {
    std::set<std::string> names{std::string{by::unassigned}};
    for (const Sitting& sitting : sittings_)
        names.insert(
            dimension == "rep"    ? sitting.seat.rep
            : dimension == "team" ? sitting.seat.team
                                  : sitting.seat.region);
    for (const Leaf& leaf : context.metric.leaves())
        if (const Table* table = tables_->find(leaf))
            for (const Row& row : table->rows)
                for (const Line& line : lines_of(*table, row)) {
                    Seat own;
                    own.rep = line.rep;
                    for (const char* level : {"team", "region"})
                        if (const Cell* cell = table->cell(row, level))
                            (level[0] == 't' ? own.team : own.region) = cell->text;
                    names.insert(member(*table, row, own, dimension).value_or(""));
                }
    names.erase("");
    return names;
}

std::vector<Evaluator::Share> Evaluator::shares(
    const Context& here,
    const Context& there,
    const Node& node,
    const Period& period,
    const Period& other) const {
    std::vector<Share> all;
    const std::string& dimension = node.words.at(0);
    for (const std::string& name : names_of(here, dimension)) {
        Context mine = here;
        Context theirs = there;
        mine.part = theirs.part = std::pair{dimension, name};
        all.push_back(
            {compute(mine, node.operands.at(0), period), compute(mine, node.operands.at(1), period),
             compute(theirs, node.operands.at(0), other),
             compute(theirs, node.operands.at(1), other)});
        // A mean weighs as much as it has records.
        const bool is_mean =
            node.operands[0].is_aggregate() && node.operands[0].text == node.operands[1].text;
        for (Number* weight : {&all.back().weight, &all.back().other_weight}) {
            if (is_mean && !weight->reason) weight->value = Rational{weight->records};
            if (weight->reason && weight->reason != Reason::not_cut) *weight = {};
        }
    }
    return all;
}

std::optional<Reason> Evaluator::why_not(const std::vector<Share>& shares) {
    for (const Share& share : shares)
        for (const Number& one : {share.rate, share.weight, share.other_rate, share.other_weight})
            if (one.reason == Reason::not_cut) return Reason::not_cut;
    return std::nullopt;
}

/// The total goes one way, and each part for which both are known the other.
bool Evaluator::is_against_all(const Rational& total, const std::vector<Share>& shares) {
    int up = 0;
    int down = 0;
    int level = 0;
    for (const Share& share : shares) {
        if (share.rate.reason || share.other_rate.reason) continue;
        const int moved = sign(share.rate.value - share.other_rate.value);
        ++(moved > 0 ? up : moved < 0 ? down : level);
    }
    return level == 0 &&
           ((sign(total) > 0 && up == 0 && down > 0) || (sign(total) < 0 && down == 0 && up > 0));
}

Evaluator::Number Evaluator::adjusted_to_mix(
    const Context& context, const Node& node, const Period& period) const {
    Number result = compute(context, node.operands.at(0), period);
    if (result.reason) return result;
    const Group around = group_around(context.group, node.words.at(1));
    const Context whole{context.metric, around};
    const std::vector<Share> all = shares(context, whole, node, period, period);
    result.reason = why_not(all);
    if (result.reason) return result;
    Rational known;
    Rational sum;
    for (const Share& share : all) {
        if (share.other_weight.value.is_zero()) continue;
        if (share.rate.reason) {
            result.marks.add(Mark::partial_mix);
            continue;
        }
        known += share.other_weight.value;
        sum += share.rate.value * share.other_weight.value;
    }
    const Number total = compute(whole, node.operands[0], period);
    if (!total.reason && is_against_all(result.value - total.value, all))
        result.marks.add(Mark::reversed);
    if (known.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = sum / known;
    return result;
}

Evaluator::Number Evaluator::effect_by_parts(
    const Context& context, const Node& node, const Period& period) const {
    const Number now = compute(context, node.operands.at(0), period);
    const auto earlier = compared_with(back_of(node, true), period);
    const Number then = in_period(context, node.operands[0], earlier);
    Number result = together({now, then});
    if (result.reason) return result;
    const std::vector<Share> all = shares(context, context, node, period, *earlier);
    result.reason = why_not(all);
    Rational weight_now;
    Rational weight_then;
    for (const Share& share : all) {
        weight_now += share.weight.value;
        weight_then += share.other_weight.value;
    }
    if (!result.reason && (weight_now.is_zero() || weight_then.is_zero()))
        result.reason = Reason::zero_denominator;
    if (result.reason) return result;
    const bool is_midpoint = node.words.back() == "midpoint";
    Rational of_rates;
    Rational of_mix;
    // What the parts do not say of the whole, such as what several of them share.
    Rational rest = now.value - then.value;
    for (const Share& share : all) {
        const Rational s1 = share.weight.value / weight_now;
        const Rational s0 = share.other_weight.value / weight_then;
        const bool is_new = share.other_rate.reason.has_value();
        const bool is_gone = share.rate.reason.has_value();
        if (is_new && is_gone) continue;
        const Rational r1 = is_gone ? share.other_rate.value : share.rate.value;
        const Rational r0 = is_new ? share.rate.value : share.other_rate.value;
        // Where one is unknown it is taken to be as the other: only the share changes.
        of_rates += (is_midpoint ? (s0 + s1) / 2 : s1) * (r1 - r0);
        of_mix += (s1 - s0) * (is_midpoint ? (r0 + r1) / 2 : r0);
        rest -= s1 * r1 - s0 * r0;
    }
    result.value = node.name == "effect_of_rates" ? of_rates : of_mix + rest;
    if (context.metric.unit() == Unit::percentage_points) result.value = result.value * 100;
    if (is_against_all(now.value - then.value, all)) result.marks.add(Mark::reversed);
    return result;
}

Evaluator::Number Evaluator::effect_of_one(
    const Context& context, const Node& node, const Period& period) const {
    const auto earlier = compared_with(back_of(node, false), period);
    const Number amount = compute(context, node.operands.at(0), period);
    const Number sold = compute(context, node.operands.at(1), period);
    const Number old_amount = in_period(context, node.operands[0], earlier);
    const Number old_sold = in_period(context, node.operands[1], earlier);
    Number result = together({together({amount, sold}), together({old_amount, old_sold})});
    if (result.reason) return result;
    const Rational whole = amount.value - old_amount.value;
    if (sold.value.is_zero() || old_sold.value.is_zero()) {
        if (node.name == "volume_effect") result.value = whole;
        return result;
    }
    const std::string& how = node.words.empty() ? node.name : node.words.back();
    // The textbook's three, of which the other conventions are made.
    const Rational volume = (sold.value - old_sold.value) * old_amount.value / old_sold.value;
    const Rational price =
        old_sold.value * (amount.value / sold.value - old_amount.value / old_sold.value);
    const Rational joint = whole - volume - price;
    if (node.name == "joint_effect")
        result.value = joint;
    else if (node.name == "volume_effect")
        result.value = how == "midpoint" ? volume + joint / 2 : volume;
    else
        result.value = how == "midpoint"   ? price + joint / 2
                       : how == "two_part" ? price + joint
                                           : price;
    return result;
}

}  // namespace slow
