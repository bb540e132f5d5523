// SPDX-License-Identifier: MIT
// A rate by the parts of its group: at a common mix of them, and how much of its change is that of the
// mix and how much that of their own rates.
#include "compared.hpp"

#include <saleskpi/metric/mix_operators.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Of a part, the rate and its weight: here and there, or now and then.
struct Part {
    Evaluated rate;
    Evaluated weight;
    Evaluated other_rate;
    Evaluated other_weight;

    bool is_in_both() const { return !rate.reason && !other_rate.reason; }
};

/// Whether a total goes up where all parts that can be compared go down, or the other way.
bool is_reversed(int direction, std::span<const Part> parts) {
    bool is_any = false;
    for (const Part& part : parts) {
        if (!part.is_in_both()) continue;
        if (direction * (part.rate.value - part.other_rate.value).sign() >= 0) return false;
        is_any = true;
    }
    return is_any;
}

bool is_not_cut(std::span<const Part> parts) {
    for (const Part& part : parts)
        for (const Evaluated* one :
             {&part.rate, &part.weight, &part.other_rate, &part.other_weight})
            if (one->reason == Reason::not_cut) return true;
    return false;
}

/// A mean is its own weight: that of its records.
bool is_of_records(const Step& step) { return step.operands[0] == step.operands[1]; }

Evaluated as_weight(const Step& step, Evaluated weight) {
    if (is_of_records(step) && !weight.reason) weight.value = Rational{weight.records};
    return weight;
}

/// What weighs nothing, or is unknown, is left out.
Exact weight_of(const Evaluated& weight) { return weight.reason ? Exact{} : weight.value; }

std::string weight_text(const Step& step, const Told& weight) {
    return is_of_records(step) ? std::to_string(weight.value.records) : bracketed(weight.text);
}

// At a common mix.

Evaluated adjusted(Asking& ask) {
    Evaluated result = ask.operand(0);
    if (result.reason) return result;
    const std::string_view level = ask.step().level.view();
    const std::array asked{
        Asking::OfPart{0, ask.period()}, Asking::OfPart{1, ask.period(), level},
        Asking::OfPart{0, ask.period(), level}};
    std::vector<Part> parts;
    for (std::vector<Evaluated>& one : ask.of_each_part(asked))
        parts.push_back(
            {std::move(one[0]), as_weight(ask.step(), std::move(one[1])), std::move(one[2]), {}});
    if (is_not_cut(parts)) return without_value(Reason::not_cut, result);
    const Evaluated whole = ask.around(0, level);
    Exact sum;
    Exact weights;
    for (const Part& part : parts) {
        const Exact weight = weight_of(part.weight);
        if (part.rate.reason) {
            if (!weight.is_zero()) result.marks.add(Mark::partial_mix);
            continue;
        }
        sum += weight * part.rate.value;
        weights += weight;
        result.marks = result.marks | part.rate.marks;
    }
    if (!whole.reason && is_reversed((result.value - whole.value).sign(), parts))
        result.marks.add(Mark::reversed);
    if (weights.is_zero()) return without_value(Reason::zero_denominator, result);
    result.value = sum / weights;
    return result;
}

/// The rate of the group, three texts of each part, and the rate of the group around.
std::string tell_adjusted(const Step& step, std::span<const Told> told) {
    std::vector<std::string> terms;
    std::vector<std::string> weights;
    for (std::size_t i = 1; i + 2 < told.size(); i += 3) {
        const Told& rate = told[i];
        const Told& weight = told[i + 1];
        if (rate.value.reason || weight_of(as_weight(step, weight.value)).is_zero()) continue;
        terms.push_back(fmt::format("{} * {}", weight_text(step, weight), bracketed(rate.text)));
        weights.push_back(weight_text(step, weight));
    }
    if (terms.empty()) return told[0].text;
    return fmt::format("({}) / ({})", fmt::join(terms, " + "), fmt::join(weights, " + "));
}

// Over time.

/// The weights of all parts together.
struct Weights {
    Exact now;
    Exact then;

    explicit Weights(std::span<const Part> parts) {
        for (const Part& part : parts) {
            now += weight_of(part.weight);
            then += weight_of(part.other_weight);
        }
    }
    bool is_none() const { return now.is_zero() || then.is_zero(); }
};

/// In points, of a ratio.
Rational scale(const Step& step) {
    return Rational{step.unit == Unit::percentage_points ? 100 : 1};
}

constexpr Rational half{1, 2};

/// What the change of the rates of its parts makes of a rate, by the share of each: the new one, or
/// the mean of both. A part that has a rate only now, or only then, changes the mix.
Exact effect_of_rates(std::span<const Part> parts, const Weights& all, Convention convention) {
    Exact sum;
    for (const Part& part : parts) {
        if (!part.is_in_both()) continue;
        Exact share = weight_of(part.weight) / all.now;
        if (convention == Convention::midpoint)
            share = (share + weight_of(part.other_weight) / all.then) * half;
        sum += share * (part.rate.value - part.other_rate.value);
    }
    return sum;
}

/// The change of the rate, as a difference, is shared out: what its parts' rates do not make, the mix
/// does.
Evaluated effect(Asking& ask, bool is_of_mix) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    const Evaluated now = ask.operand(0, *elapsed);
    const Evaluated then = value_before(ask, 0, *elapsed);
    Evaluated result = resting_on(now, then);
    if (result.reason) return result;
    const auto earlier = compared_with(*elapsed, ask.step(), ask.calendar());
    if (!earlier) return without_value(Reason::no_prior_period, result);
    const std::array asked{
        Asking::OfPart{0, *elapsed}, Asking::OfPart{1, *elapsed}, Asking::OfPart{0, *earlier},
        Asking::OfPart{1, *earlier}};
    std::vector<Part> parts;
    for (std::vector<Evaluated>& one : ask.of_each_part(asked))
        parts.push_back(
            {std::move(one[0]), as_weight(ask.step(), std::move(one[1])), std::move(one[2]),
             as_weight(ask.step(), std::move(one[3]))});
    if (is_not_cut(parts)) return without_value(Reason::not_cut, result);
    const Weights all{parts};
    if (all.is_none()) return without_value(Reason::zero_denominator, result);
    const Exact change = now.value - then.value;
    if (is_reversed(change.sign(), parts)) result.marks.add(Mark::reversed);
    const Exact rates = effect_of_rates(parts, all, ask.step().convention);
    result.value = (is_of_mix ? change - rates : rates) * scale(ask.step());
    return result;
}

Evaluated effect_of_mix(Asking& ask) { return effect(ask, true); }
Evaluated effect_of_rates(Asking& ask) { return effect(ask, false); }

/// Now and then, and four texts of each part.
std::string tell_rates(const Step& step, std::span<const Told> told) {
    std::vector<std::string> now;
    std::vector<std::string> then;
    std::vector<std::string> terms;
    for (std::size_t i = 2; i + 3 < told.size(); i += 4) {
        if (!told[i + 1].value.reason) now.push_back(weight_text(step, told[i + 1]));
        if (!told[i + 3].value.reason) then.push_back(weight_text(step, told[i + 3]));
    }
    const std::string all_now = fmt::format("({})", fmt::join(now, " + "));
    const std::string all_then = fmt::format("({})", fmt::join(then, " + "));
    for (std::size_t i = 2; i + 3 < told.size(); i += 4) {
        if (told[i].value.reason || told[i + 2].value.reason) continue;
        const auto share = [&](const Told& weight, const std::string& all) {
            return weight.value.reason ? std::string{"0"}
                                       : fmt::format("{} / {}", weight_text(step, weight), all);
        };
        const std::string new_share = share(told[i + 1], all_now);
        const std::string taken =
            step.convention == Convention::midpoint
                ? fmt::format("({} + {}) / 2", new_share, share(told[i + 3], all_then))
                : new_share;
        terms.push_back(fmt::format(
            "{} * ({} - {})", taken, bracketed(told[i].text), bracketed(told[i + 2].text)));
    }
    if (terms.empty()) return "0";
    return fmt::format("({})", fmt::join(terms, " + "));
}

std::string in_unit(const Step& step, const std::string& text) {
    return step.unit == Unit::percentage_points ? text + " * 100" : text;
}

std::string tell_effect_of_rates(const Step& step, std::span<const Told> told) {
    return in_unit(step, tell_rates(step, told));
}

std::string tell_effect_of_mix(const Step& step, std::span<const Told> told) {
    if (told.size() < 2) return "nothing";
    return in_unit(
        step, fmt::format(
                  "({} - {} - {})", bracketed(told[0].text), bracketed(told[1].text),
                  tell_rates(step, told)));
}

std::optional<Unit> unit_of_first(std::span<const Unit> u) { return u[0]; }
std::optional<Unit> unit_of_effect(std::span<const Unit> u) { return effect_unit(u[0]); }

std::string_view names_nothing(const Checking& check) {
    return check.steps[check.at].dimension.empty()
               ? "a mix is by the members of a dimension, which has a name"
               : std::string_view{};
}

constexpr std::array weightless{
    Occasion{Reason::zero_denominator, "the weights of its parts add up to zero"}};
constexpr std::array effects{
    outside, Occasion{Reason::zero_denominator, "the weights of its parts add up to zero"},
    Occasion{Reason::immature, "the period has not begun"}};

constexpr std::array rules{
    StepRule{
        .kind = steps::adjusted_to_mix,
        .name = "adjusted_to_mix",
        .operands = 2,
        .unit = unit_of_first,
        .parameters = takes_dimension_and_level,
        .ask = adjusted,
        .tell = tell_adjusted,
        .occasions = weightless,
        .misuse = names_nothing},
    StepRule{
        .kind = steps::effect_of_mix,
        .name = "effect_of_mix",
        .operands = 2,
        .unit = unit_of_effect,
        .parameters = takes_dimension_back_and_sides,
        .ask = effect_of_mix,
        .tell = tell_effect_of_mix,
        .days = compared,
        .occasions = effects,
        .misuse = names_nothing},
    StepRule{
        .kind = steps::effect_of_rates,
        .name = "effect_of_rates",
        .operands = 2,
        .unit = unit_of_effect,
        .parameters = takes_dimension_back_and_sides,
        .ask = effect_of_rates,
        .tell = tell_effect_of_rates,
        .days = compared,
        .occasions = effects,
        .misuse = names_nothing},
};

constexpr std::array operators{
    Operator{
        "mix_adjusted",
        {a_formula, a_dimension, at_which_mix},
        [](Arguments a) {
            return a[2].name.empty()
                       ? kpi::mix_adjusted(*a[0].metric, a[1].name)
                       : kpi::mix_adjusted(*a[0].metric, a[1].name, std::string_view{a[2].name});
        }},
    Operator{
        "mix_effect",
        {a_formula, a_dimension, how_far_back, which_sides},
        [](Arguments a) {
            return kpi::mix_effect(*a[0].metric, a[1].name, back_of(a[2]), word(a[3], two_sided));
        }},
    Operator{
        "rate_effect",
        {a_formula, a_dimension, how_far_back, which_sides},
        [](Arguments a) {
            return kpi::rate_effect(*a[0].metric, a[1].name, back_of(a[2]), word(a[3], two_sided));
        }},
};

}  // namespace

StepFamily mix_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
