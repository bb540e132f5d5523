// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/query_plan.hpp"

#include <saleskpi/rollup/explain.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Explains a metric of a query in a group and a period, as its table has it.
/// Throws Error no_such_cell for a group or a period that is not there.
Explanation explain(
    const Query& query,
    std::size_t metric,
    const Book& book,
    std::span<const std::string_view> group,
    const Period& period,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
