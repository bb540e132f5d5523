// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// All kinds of aggregates: those of every family.
const std::vector<const AggregateRule*>& aggregate_rules();

/// Throws Error invalid_definition for a kind that no family has.
const AggregateRule& rule_of(Aggregation kind);
/// The same, or null.
const AggregateRule* find_aggregate(Aggregation kind);
/// The aggregate of that name; or null.
const AggregateRule* find_aggregate(std::string_view name);

/// How the states of a leaf are read.
const StateReader& reader_of(const Leaf& leaf);
/// Whether a leaf adds up what falls on the days of a range.
bool is_by_portions(const Leaf& leaf);
/// What of records a leaf asks for: of a mean there are two.
SeenBy seen_by(const Leaf& leaf);

}  // namespace saleskpi::inline v0_3::detail
