// SPDX-License-Identifier: MIT
// A formula in other groups: the one around, those beside; and figures from outside.
#include "step_rule.hpp"

#include <saleskpi/metric/group_operators.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated enclosing(Asking& ask) { return ask.around(0, ask.step().level.view()); }

/// 1 and as many more as have a better value.
Evaluated ranked(Asking& ask, bool highest_first) {
    Evaluated result = ask.operand(0);
    if (result.reason) return result;
    const auto values = ask.beside(0);
    const auto [first, last] = std::equal_range(values->begin(), values->end(), result.value);
    const auto better_first = highest_first ? last : values->begin();
    const auto better_last = highest_first ? values->end() : first;
    std::int64_t better = better_last - better_first;
    if (ask.step().ties == Ties::dense && better > 0)
        better = 1 + std::inner_product(
                         better_first + 1, better_last, better_first, std::int64_t{0},
                         std::plus<>{}, std::not_equal_to<>{});
    result.value = Rational{better + 1};
    return result;
}

Evaluated rank_highest(Asking& ask) { return ranked(ask, true); }
Evaluated rank_lowest(Asking& ask) { return ranked(ask, false); }

Evaluated reference(Asking& ask) { return ask.nearest_figure(0); }

constexpr std::array no_figure{Occasion{Reason::no_reference, "there is no reference figure"}};

constexpr std::array rules{
    StepRule{
        .kind = steps::enclosing,
        .name = "enclosing",
        .parameters = takes_level,
        .ask = enclosing,
        .tell = tell_first_operand},
    StepRule{
        .kind = steps::reference,
        .name = "reference",
        .ask = reference,
        .tell = tell_first_operand,
        .occasions = no_figure,
        .rows = "references"},
    StepRule{
        .kind = steps::rank_highest,
        .name = "rank_highest",
        .unit = always<Unit::count>,
        .parameters = takes_ties,
        .ask = rank_highest,
        .is_told_by_value = true},
    StepRule{
        .kind = steps::rank_lowest,
        .name = "rank_lowest",
        .unit = always<Unit::count>,
        .parameters = takes_ties,
        .ask = rank_lowest,
        .is_told_by_value = true},
};

constexpr std::array operators{
    Operator{
        "share_of",
        {a_formula, a_level},
        [](Arguments a) { return kpi::share_of(*a[0].metric, std::string_view{a[1].name}); }},
    Operator{
        "rank",
        {a_formula, which_ties},
        [](Arguments a) { return kpi::rank(*a[0].metric, word<Ties>(a[1])); }},
    Operator{
        "benchmark_gap", {a_metric}, [](Arguments a) { return kpi::benchmark_gap(*a[0].metric); }},
};

}  // namespace

StepFamily groups_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
