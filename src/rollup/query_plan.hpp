// SPDX-License-Identifier: MIT
#pragma once

#include "book/hierarchies.hpp"
#include "engine/guard.hpp"
#include "engine/scan.hpp"
#include "engine/time_plan.hpp"
#include "language/scope.hpp"
#include "plan/other_periods.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/rollup/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What is asked, in full: two partial results of equal queries can be merged.
struct Query {
    std::vector<Definition> metrics;
    std::vector<std::string> dimensions;
    Scope scope;
    /// Whether shares and the like are of all that there is outside of it, too.
    bool shares_of_whole = false;
    bool subtotals = false;
    Grain grain = Grain::window;
    Window window;
    Calendar calendar;
    Currency currency;
    std::optional<Date> as_of;
    std::optional<Date> known_at;
    RevenuePolicy revenue;
    /// Where no end was asked for: the last day on which something happened.
    std::optional<Date> data_to;
    /// No days were asked for, and nothing ever happened: still there is an answer.
    bool is_without_days = false;
    std::optional<Date> as_is;
    /// At which levels targets are set, from the outermost, and whose they are where a book has several
    /// hierarchies: those of one of them, or of its innermost level.
    std::vector<std::string> target_levels = first_hierarchy().levels;
    std::vector<std::string> targets_of{};
    /// By which of the metrics groups are sorted, if not by name, and how many are shown.
    struct ByMetric {
        std::size_t metric;
        SortOrder order;
        std::size_t top;
        bool operator==(const ByMetric&) const = default;
    };
    std::optional<ByMetric> sorting;
    /// What it may cost; none if there is no limit.
    std::shared_ptr<Guard> guard;

    /// The last day that has happened, where one is known: what lies behind it is not over.
    std::optional<Date> today() const { return as_of ? as_of : data_to; }
};

/// All days of a query as one period; none where it has no days.
std::optional<Period> all_days_of(const Query& query);

/// The date ranges that a metric reads for a period, each once and in order.
std::vector<Window> ranges_of(
    const Query& query,
    std::span<const Period> periods,
    const Definition& metric,
    const Period& period);

/// That of the amounts in the metrics' arithmetic, or else the records'. Throws Error currency_mismatch
/// where they are not the same: nothing says at which day's rate a constant would be converted.
Currency currency_of_amounts(const std::vector<Definition>& metrics, Currency of_records);

/// What has to be computed to answer: each distinct leaf once, over all the date ranges in use.
struct QueryPlan {
    explicit QueryPlan(const Query& query);
    /// For other days, or another book: what does not depend on them is taken from the plan of the same
    /// metrics and dimensions.
    QueryPlan(const Query& query, const QueryPlan& other);

    std::vector<LeafSpec> leaves;
    /// leaf_of[m][i]: the number of leaf i of metric m among `leaves`.
    std::vector<std::vector<std::size_t>> leaf_of;
    /// The same of a leaf that a step takes as a figure for a group, of a target or a reference.
    std::vector<std::vector<std::size_t>> figures;
    std::size_t figure_of(std::size_t metric, std::size_t leaf) const {
        return figures[metric][leaf];
    }
    /// The number of the leaf that counts what leaf i of metric m would count if no field were
    /// missing; none if it asks for no field.
    std::vector<std::vector<std::optional<std::size_t>>> all_of;
    std::vector<Period> periods;  ///< of the result
    TimePlan time;
    /// The dimensions results are kept by: the query's, those that targets need, and those that its
    /// scope tests.
    std::vector<std::string> kept_dimensions;

private:
    std::size_t number(LeafSpec spec);
    void require_cells(const Query& query) const;
};

}  // namespace saleskpi::inline v0_3::detail
