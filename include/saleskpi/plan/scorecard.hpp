// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <optional>
#include <span>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A metric of a scorecard with its weight, the points that its target is worth.
struct ScorecardLine {
    Definition metric;
    Rational weight;
};

/// How a scorecard treats what exceeds its targets, and weights that are not of 100.
struct ScorecardRules {
    std::optional<Rational> cap_each{};   ///< of each attainment: with 1, a target gives no more
    std::optional<Rational> cap_total{};  ///< of the points together
    bool normalise = false;               ///< scales the weights to 100 instead of refusing them
};

namespace kpi {

/// A scorecard: the sum of each metric's attainment times its weight, in points. Unless the rules
/// say otherwise nothing is capped, and weights that do not add up to 100 are refused: Error
/// invalid_definition. No value: as attainment, if one of the metrics has none.
Definition scorecard(
    std::string_view id, std::span<const ScorecardLine> lines, const ScorecardRules& rules = {});

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
