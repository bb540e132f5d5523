// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scan.hpp"
#include "engine/time_plan.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

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
    /// Where no end was asked for: the last day on which something happened.
    std::optional<Date> data_to;
    /// No days were asked for, and nothing ever happened: still there is an answer.
    bool is_without_days = false;
    std::optional<Date> as_is;

    /// The last day that has happened, where one is known: what lies behind it is not over.
    std::optional<Date> today() const { return as_of ? as_of : data_to; }
};

/// The date ranges that a metric reads for a period, each once and in order.
std::vector<Window> ranges_of(const Query& query, const Definition& metric, const Period& period);

/// Whether a step computes something of two operands in the same period and groups.
bool is_arithmetic(Step::Op op);

/// What has to be computed to answer: each distinct leaf once, over all the date ranges in use.
struct QueryPlan {
    explicit QueryPlan(const Query& query);

    std::vector<LeafSpec> leaves;
    /// leaf_of[m][i]: the number of leaf i of metric m among `leaves`.
    std::vector<std::vector<std::size_t>> leaf_of;
    /// The number of the leaf that counts what leaf i of metric m would count if no field were
    /// missing; none if it asks for no field.
    std::vector<std::vector<std::optional<std::size_t>>> all_of;
    std::vector<Period> periods;  ///< of the result
    TimePlan time;
    /// The dimensions results are kept by: the query's, and those that targets need.
    std::vector<std::string> kept_dimensions;

private:
    std::size_t number(LeafSpec spec);
};

/// The period another is compared with: of one that is cut short, the same elapsed part.
/// None before the beginning of time.
std::optional<Period> compared_with(const Period& period, Shift shift, const Calendar& calendar);

/// The part of a period up to the last day that has happened; none if it has not begun.
std::optional<Period> elapsed_part(const Period& period, std::optional<Date> today);
/// The period n steps later; none beyond the calendar's days, or before or behind listed periods.
std::optional<Period> shifted(const Period& period, std::int32_t n, const Calendar& calendar);
/// From the beginning of the period of a grain to the end of this one; none if no listed period has
/// its last day.
std::optional<Period> to_date(const Period& period, Grain grain, const Calendar& calendar);
/// The last n periods, this one included, as one; none if there are not as many.
std::optional<Period> rolled(const Period& period, int n, const Calendar& calendar);
/// From the first day of a window to the end of the period.
Period from_the_first(const Period& period, const Window& window);
/// The period with what a window cuts off at its end.
Period whole_part(const Period& period, const Calendar& calendar);

/// The period some whole periods before, at most two years; none further back.
std::optional<Period> lagged(const Period& period, std::int64_t periods, const Calendar& calendar);
/// How many whole periods before a lag of so many days reaches.
std::int64_t periods_of(const Rational& lag_days, const Period& period, const Calendar& calendar);

}  // namespace saleskpi::inline v0_3::detail
