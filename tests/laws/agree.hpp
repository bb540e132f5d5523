// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cmath>

namespace laws {

using namespace saleskpi;

/// Whether a cell says what was computed slowly. What takes square roots is rounded in its own order.
inline bool agree(const CellValue& fast, const slow::Answer& answer, const Definition& metric) {
    const slow::Node formula = slow::formula_of(metric);
    const bool is_rounded = mentions(formula, "correlation") || mentions(formula, "wilson_low") ||
                            mentions(formula, "wilson_high");
    if (fast.marks != answer.marks) return false;
    if (!is_rounded || !fast.outcome || !answer.outcome) return fast.outcome == answer.outcome;
    return std::abs(fast.outcome->exact().to_double() - answer.outcome->exact().to_double()) < 1e-6;
}

}  // namespace laws
