// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <optional>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Where each step of a waterfall's first series begins: balances at zero, a movement where the one
/// before it ends or, where that is not known, so far from the balance after it. A step without a value
/// is a gap; what lies between two of them is nowhere.
std::vector<std::optional<double>> starts_of_steps(const Chart& chart);

}  // namespace saleskpi::inline v0_3::detail
