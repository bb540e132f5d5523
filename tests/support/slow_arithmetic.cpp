// SPDX-License-Identifier: MIT
#include "support/slow.hpp"

#include <saleskpi/language/words.hpp>

#include <cmath>
#include <stdexcept>

/// What each name of a formula means, and the arithmetic.
namespace slow {

Evaluator::Compute Evaluator::computation(const std::string& name) {
    static const std::map<std::string, Compute> all{
        {"+", &Evaluator::sum},
        {"-", &Evaluator::difference},
        {"*", &Evaluator::product},
        {"/", &Evaluator::quotient},
        {"least", &Evaluator::least},
        {"at_most", &Evaluator::least},
        {"greatest", &Evaluator::greatest},
        {"at_least", &Evaluator::greatest},
        {"clamp", &Evaluator::clamp},
        {"fallback", &Evaluator::fallback},
        {"share", &Evaluator::share},
        {"wilson_low", &Evaluator::wilson},
        {"wilson_high", &Evaluator::wilson},
        {"period_months", &Evaluator::period_months},
        {"days_elapsed", &Evaluator::days_elapsed},
        {"days_in_period", &Evaluator::days_in_period},
        {"days_left", &Evaluator::days_left},
        {"working_days", &Evaluator::working_days},
        {"elapsed", &Evaluator::elapsed},
        {"whole", &Evaluator::whole},
        {"before", &Evaluator::before},
        {"change", &Evaluator::change},
        {"lagged", &Evaluator::lagged},
        {"to_date", &Evaluator::to_date},
        {"cumulative", &Evaluator::cumulative},
        {"rolling", &Evaluator::rolling},
        {"trend", &Evaluator::trend},
        {"average_over", &Evaluator::average_over},
        {"product_over", &Evaluator::product_over},
        {"days_reaching", &Evaluator::days_reaching},
        {"enclosing", &Evaluator::enclosing},
        {"reference", &Evaluator::reference},
        {"rank_highest", &Evaluator::rank},
        {"rank_lowest", &Evaluator::rank},
        {"correlation", &Evaluator::correlation},
        {"forecast_error", &Evaluator::forecast_error},
        {"adjusted_to_mix", &Evaluator::adjusted_to_mix},
        {"effect_of_mix", &Evaluator::effect_by_parts},
        {"effect_of_rates", &Evaluator::effect_by_parts},
        {"volume_effect", &Evaluator::effect_of_one},
        {"price_effect", &Evaluator::effect_of_one},
        {"joint_effect", &Evaluator::effect_of_one},
        {"target", &Evaluator::target},
        {"own_target", &Evaluator::own_target},
        {"members_target", &Evaluator::members_target},
        {"attain", &Evaluator::attain},
        {"attain_lower", &Evaluator::attain},
        {"attain_difference", &Evaluator::attain},
        {"with_target", &Evaluator::with_target},
        {"reps_reaching", &Evaluator::reps_reaching},
    };
    const auto known = all.find(name);
    if (known == all.end()) throw std::logic_error{"no slow computation of " + name};
    return known->second;
}

const Node& Evaluator::formula(const Definition& metric) const {
    const auto [known, is_new] = formulas_.try_emplace(formula_text(metric));
    if (is_new) known->second = formula_of(metric);
    return known->second;
}

Evaluator::Number Evaluator::compute(
    const Context& context, const Node& node, const Period& period) const {
    if (node.is_number()) return {node.number, std::nullopt};
    if (node.is_aggregate()) return leaf(context, node, period.window());
    return (this->*computation(node.name))(context, node, period);
}

/// What the operands rest on together, and why there is no value if one has none. That one is not
/// cut says more than that another has nothing.
Evaluator::Number Evaluator::together(const std::vector<Number>& operands) {
    Number result;
    for (const Number& operand : operands) {
        if (!result.reason || operand.reason == Reason::not_cut)
            if (operand.reason) result.reason = operand.reason;
        result.records += operand.records;
        result.missing += operand.missing;
        result.marks = result.marks | operand.marks;
    }
    return result;
}

std::vector<Evaluator::Number> Evaluator::values_of(
    const Context& context, const Node& node, const Period& period) const {
    std::vector<Number> values;
    for (const Node& operand : node.operands)
        values.push_back(compute(context, operand, period));
    return values;
}

Evaluator::Number Evaluator::sum(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (!result.reason) result.value = of.at(0).value + of.at(1).value;
    return result;
}

Evaluator::Number Evaluator::difference(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (!result.reason) result.value = of.at(0).value - of.at(1).value;
    return result;
}

Evaluator::Number Evaluator::product(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (!result.reason) result.value = of.at(0).value * of.at(1).value;
    return result;
}

Evaluator::Number Evaluator::quotient(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (result.reason) return result;
    if (!of.at(1).value.is_zero())
        result.value = of[0].value / of[1].value;
    else if (!aggregates_of(node.operands[1]).empty() && result.records == 0)
        result.reason = Reason::no_records;  // nothing on either side
    else
        result.reason = Reason::zero_denominator;
    return result;
}

Evaluator::Number Evaluator::least(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (result.reason) return result;
    result.value = of.at(0).value;
    for (const Number& other : of)
        if (other.value < result.value) result.value = other.value;
    return result;
}

Evaluator::Number Evaluator::greatest(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (result.reason) return result;
    result.value = of.at(0).value;
    for (const Number& other : of)
        if (other.value > result.value) result.value = other.value;
    return result;
}

Evaluator::Number Evaluator::clamp(
    const Context& context, const Node& node, const Period& period) const {
    const std::vector<Number> of = values_of(context, node, period);
    Number result = together(of);
    if (result.reason) return result;
    const Rational& low = of.at(1).value;
    const Rational& high = of.at(2).value;
    if (low > high)
        result.reason = Reason::incomparable;
    else if (of[0].value < low)
        result.value = low;
    else if (of[0].value > high)
        result.value = high;
    else
        result.value = of[0].value;
    return result;
}

Evaluator::Number Evaluator::fallback(
    const Context& context, const Node& node, const Period& period) const {
    const Number first = compute(context, node.operands.at(0), period);
    // What the report is not cut by is known elsewhere.
    if (!first.reason || first.reason == Reason::not_cut) return first;
    Number second = compute(context, node.operands.at(1), period);
    if (second.reason) return first;
    second.marks.add(Mark::fallback);
    return second;
}

Evaluator::Number Evaluator::share(
    const Context& context, const Node& node, const Period& period) const {
    Number part = compute(context, node.operands.at(0), period);
    if (!part.reason && part.value > Rational{1}) part.marks.add(Mark::over_whole);
    return part;
}

/// The bounds are where a share p is just 1.96 standard errors from what was found: the roots of
/// (k - n p)^2 = z^2 n p (1 - p).
Evaluator::Number Evaluator::wilson(
    const Context& context, const Node& node, const Period& period) const {
    const Node& rate = node.operands.at(0);
    Number result = quotient(context, rate, period);
    if (result.reason) return result;
    const Number k = compute(context, rate.operands.at(0), period);
    const Number n = compute(context, rate.operands.at(1), period);
    if (k.value > n.value) return {{}, Reason::incomparable, result.records};
    const double z2 = 1.959963984540054 * 1.959963984540054;
    const double size = n.value.to_double();
    const double cases = k.value.to_double();
    const double a = size * size + z2 * size;
    const double b = -(2 * size * cases + z2 * size);
    const double c = cases * cases;
    const double root = std::sqrt((std::max)(0.0, b * b - 4 * a * c));
    const double bound = (-b + (node.name == "wilson_low" ? -root : root)) / (2 * a);
    result.value = Rational{std::llround(bound * 1e9), 1'000'000'000};
    return result;
}

}  // namespace slow
