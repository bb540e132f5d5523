// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The columns of a query for metrics: the same one asked for twice is one. Two that are called the
/// same get their ids added to the title, since a reader sees nothing else.
/// Throws Error duplicate_metric, with both formulas, for unlike metrics of one id.
std::vector<Definition> columns(std::span<const Definition> metrics);

}  // namespace saleskpi::inline v0_3::detail
