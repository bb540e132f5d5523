// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

/// Whether the arithmetic of a metric has a step of that kind.
inline bool has_step(const Definition& metric, Step::Op op) {
    const auto steps = metric.steps();
    return std::any_of(steps.begin(), steps.end(), [op](const Step& s) { return s.op == op; });
}

}  // namespace saleskpi::inline v0_3::detail
