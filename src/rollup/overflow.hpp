// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/query_plan.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// The id of the first metric that reads the leaf.
inline std::string metric_reading(const Query& query, const QueryPlan& plan, std::size_t leaf) {
    const auto has = [leaf](const std::vector<std::size_t>& leaves) {
        return std::find(leaves.begin(), leaves.end(), leaf) != leaves.end();
    };
    for (std::size_t m = 0; m < plan.leaf_of.size(); ++m)
        if (has(plan.leaf_of[m]) || has(plan.figures[m])) return std::string{query.metrics[m].id()};
    return {};
}

/// Throws Error overflow in its name.
[[noreturn]] inline void fail_overflow(
    const Query& query, const QueryPlan& plan, std::size_t leaf, const char* what) {
    throw Error{ErrorCode::overflow, "metric '" + metric_reading(query, plan, leaf) + "': " + what};
}

/// Does something with the states of one leaf, and names the metric if it overflows.
template <class F>
void naming_overflow(const Query& query, const QueryPlan& plan, std::size_t leaf, F&& work) {
    try {
        work();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        fail_overflow(query, plan, leaf, error.what());
    }
}

}  // namespace saleskpi::inline v0_3::detail
