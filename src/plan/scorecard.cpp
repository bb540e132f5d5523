// SPDX-License-Identifier: MIT
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/plan/scorecard.hpp>

#include <fmt/format.h>

namespace saleskpi::inline v0_3 {
namespace {

constexpr int full_score = 100;

Definition points_of(
    const ScorecardLine& line, const Rational& scale, const ScorecardRules& rules) {
    const Rational weight = line.weight * scale;
    return rules.cap_each ? kpi::score_points(line.metric, weight, *rules.cap_each)
                          : kpi::score_points(line.metric, weight);
}

}  // namespace

Definition kpi::scorecard(
    std::string_view id, std::span<const ScorecardLine> lines, const ScorecardRules& rules) {
    Rational sum;
    for (const ScorecardLine& line : lines) {
        if (line.weight.sign() < 0)
            throw Error{
                ErrorCode::invalid_definition,
                fmt::format("scorecard '{}': '{}' has a negative weight", id, line.metric.id())};
        sum += line.weight;
    }
    if (sum.is_zero())
        throw Error{
            ErrorCode::invalid_definition,
            fmt::format("scorecard '{}' has no metric with a weight", id)};
    if (!rules.normalise && sum != Rational{full_score})
        throw Error{
            ErrorCode::invalid_definition,
            fmt::format(
                "the weights of scorecard '{}' add up to {}, not to 100", id, to_text(sum))};

    const Rational scale = Rational{full_score} / sum;
    Expression total = points_of(lines.front(), scale, rules).formula();
    for (const ScorecardLine& line : lines.subspan(1))
        total = total + points_of(line, scale, rules).formula();
    if (rules.cap_total)
        total =
            with_step(total, number_like(total, *rules.cap_total), detail::step_of(steps::least));
    return kpi::metric(id, id, Better::higher, "", total);
}

}  // namespace saleskpi::inline v0_3
