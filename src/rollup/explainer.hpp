// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/query_plan.hpp"

#include <saleskpi/rollup/explain.hpp>

#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Explains the one metric of a query in a group and in the one period of its window.
/// Throws Error no_such_cell for a group or a period that is not there.
Explanation explain(const Query& query, const Book& book, std::span<const std::string_view> group);

}  // namespace saleskpi::inline v0_3::detail
