// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Whether only records with a value in the column can satisfy the condition: it asks for one, or
/// compares it, for a missing value satisfies no comparison.
bool implies_known(std::span<const Test> condition, const ColumnRef& column);

/// When the metric has no value, and which reason it then gives, in words.
std::string when_no_value(const Definition& metric);

}  // namespace saleskpi::inline v0_3::detail
