// SPDX-License-Identifier: MIT
// Formulas that keep another within bounds, or stand in for it.
#include "step_rule.hpp"

#include <saleskpi/metric/bounds.hpp>
#include <saleskpi/plan/operators.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated lesser(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (!result.reason) result.value = of[1].value < of[0].value ? of[1].value : of[0].value;
    return result;
}

Evaluated greater(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (!result.reason) result.value = of[0].value < of[1].value ? of[1].value : of[0].value;
    return result;
}

Evaluated clamped(const Combining& of) {
    Evaluated result = resting_on(resting_on(of[0], of[1]), of[2]);
    if (result.reason) return result;
    const Exact& x = of[0].value;
    const Exact& low = of[1].value;
    const Exact& high = of[2].value;
    if (high < low)
        result.reason = Reason::incomparable;
    else
        result.value = x < low ? low : high < x ? high : x;
    return result;
}

/// A part that is not cut like the report has its whole elsewhere, and nothing may stand in for it.
Evaluated first_or_else(const Combining& of) {
    if (!of[0].reason || of[0].reason == Reason::not_cut) return of[0];
    if (of[1].reason) return without_value(*of[0].reason, of[0]);
    Evaluated result = of[1];
    result.marks.add(Mark::fallback);
    return result;
}

Evaluated part_of_whole(const Combining& of) {
    Evaluated result = of[0];
    if (!result.reason && result.value > Rational{1}) result.marks.add(Mark::over_whole);
    return result;
}

std::string tell_share(const Step&, std::span<const Told> operands) { return operands[0].text; }

std::string_view has_no_room(const Checking& check) {
    const auto& low = check.number(1);
    const auto& high = check.number(2);
    return low && high && *high < *low ? "a lower bound lies above the upper one"
                                       : std::string_view{};
}

constexpr std::array crossed{
    Occasion{Reason::incomparable, "a lower bound lies above the upper one"}};

constexpr std::array rules{
    StepRule{.kind = steps::least, .name = "least", .operands = 2, .combine = lesser},
    StepRule{.kind = steps::greatest, .name = "greatest", .operands = 2, .combine = greater},
    StepRule{
        .kind = steps::clamp,
        .name = "clamp",
        .operands = 3,
        .combine = clamped,
        .occasions = crossed,
        .misuse = has_no_room},
    StepRule{.kind = steps::fallback, .name = "fallback", .operands = 2, .combine = first_or_else},
    StepRule{
        .kind = steps::share,
        .name = "share",
        .operands = 1,
        .combine = part_of_whole,
        .tell = tell_share},
};

/// The formula, and then from where on which rate holds.
Definition tiers_of(Arguments a) {
    std::vector<TierOf> table;
    for (std::size_t i = 1; i < a.size(); i += 2)
        table.push_back({*a[i].metric, *a[i + 1].number});
    return tiers(*a[0].metric, table);
}

/// Named by its own text.
Definition called(std::string_view name, Arguments a, const Expression& formula) {
    std::string id{name};
    for (std::size_t i = 0; i < a.size(); ++i) {
        id += i == 0 ? "(" : ", ";
        id += a[i].metric->id();
    }
    id += ')';
    return kpi::metric(id, id, a[0].metric->better(), "0.3", formula);
}

constexpr std::array operators{
    Operator{
        "least",
        {a_bound, a_bound},
        [](Arguments a) { return called("least", a, kpi::least(*a[0].metric, *a[1].metric)); }},
    Operator{
        "greatest",
        {a_bound, a_bound},
        [](Arguments a) {
            return called("greatest", a, kpi::greatest(*a[0].metric, *a[1].metric));
        }},
    Operator{
        "clamp",
        {a_bound, a_bound, a_bound},
        [](Arguments a) {
            return called("clamp", a, kpi::clamp(*a[0].metric, *a[1].metric, *a[2].metric));
        }},
    Operator{
        "fallback",
        {a_bound, a_bound},
        [](Arguments a) {
            return called("fallback", a, kpi::fallback(*a[0].metric, *a[1].metric));
        }},
    Operator{"tiers", {a_formula, a_formula, a_number}, tiers_of, 1},
};

}  // namespace

StepFamily bounds_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
