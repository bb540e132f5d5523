// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scan.hpp"
#include "engine/time_plan.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::detail {

/// What is asked, in full: two partial results of equal queries can be merged.
struct Query {
    std::vector<Definition> metrics;
    std::vector<std::string> dimensions;
    bool subtotals = false;
    Grain grain = Grain::window;
    Window window;
    Calendar calendar;
    Currency currency;
    std::optional<Date> as_of;
    std::optional<Date> as_is;
};

/// What has to be computed to answer: each distinct leaf once, over all the date ranges in use.
struct QueryPlan {
    explicit QueryPlan(const Query& query);

    std::vector<LeafSpec> leaves;
    /// leaf_of[m][i]: the number of leaf i of metric m among `leaves`.
    std::vector<std::vector<std::size_t>> leaf_of;
    std::vector<Period> periods;  ///< of the result
    TimePlan time;
    /// The dimensions results are kept by: the query's, and those that targets need.
    std::vector<std::string> kept_dimensions;
};

/// The period another is compared with: of one that is cut short, the same elapsed part.
/// None before the beginning of time.
std::optional<Period> compared_with(const Period& period, Shift shift, const Calendar& calendar);

}  // namespace saleskpi::detail
