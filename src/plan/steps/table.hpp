// SPDX-License-Identifier: MIT
#pragma once

#include "step_rule.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// All kinds of steps, and all operators over metrics: those of every family.
const std::vector<const StepRule*>& step_rules();
const std::vector<const Operator*>& operators();

/// Throws Error invalid_definition for a kind that no family has.
const StepRule& rule_of(StepKind kind);
/// The step that is written as that word, call or sign; or null.
const StepRule* find_step(std::string_view name);
const Operator* find_operator(std::string_view name);

}  // namespace saleskpi::inline v0_3::detail
