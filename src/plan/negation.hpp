// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The condition without "not", but for that of "is missing": what a "not" stands before is turned
/// into its opposite, "not (a < 1 and b = x)" into "a >= 1 or b != x". A comparison and its opposite
/// both fail where a value is missing, so the unknown stays unknown as in SQL's logic of three
/// values, and whoever reads the result needs no third value: what is unknown does not count.
std::vector<Test> without_negations(std::span<const Test> condition);

}  // namespace saleskpi::inline v0_3::detail
