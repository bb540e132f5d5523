// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <span>
#include <string>
#include <vector>

/// The fields that an aggregate asks to be known: `having(kpi::deal::cost)`. In its condition they stand
/// first, before what follows is joined to them.
namespace saleskpi::inline v0_3::detail {

/// Those fields.
std::vector<ColumnRef> needed_columns(std::span<const Test> tests, std::size_t needs);

/// "amount and cost".
std::string needs_text(std::span<const Test> tests, std::size_t needs);

/// The condition without them: which records would count if nothing were missing.
std::vector<Test> without_needs(std::span<const Test> tests, std::size_t needs);

}  // namespace saleskpi::inline v0_3::detail
