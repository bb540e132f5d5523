// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/kpi/revenue.hpp>

/// What may yet be sold: what comes in, what is open, and how fast it moves.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Opportunities created
/// Formula    number of deals that became an opportunity
/// Counts     deals with that day, whatever became of them
/// Date       day on which the deal became an opportunity
/// Unit       count
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; a shared deal counts once above its reps
/// Rivals     deals by the day of their creation, which may be earlier
inline constexpr auto opportunities_created = metric("opportunities_created",
    "Opportunities created", Better::higher, "0.1", count<Deal>().by(deal::opened));

/// Opportunity value created
/// Formula    sum of the amounts of deals that became an opportunity
/// Counts     deals with that day and a known amount
/// Date       day on which the deal became an opportunity
/// Unit       money
/// No value   no deals at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time
/// Rivals     none
inline constexpr auto opportunity_value_created = metric("opportunity_value_created",
    "Opportunity value created", Better::higher, "0.1", sum(deal::amount).by(deal::opened));

/// Open deals
/// Formula    number of deals created by then and not closed by then
/// Counts     all deals by their days, not by what became of them since
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     the deals still open today, whatever the period
inline constexpr auto open_deals = metric("open_deals", "Open deals", Better::higher, "0.1",
    count<Deal>().active(deal::created, deal::closed));

/// Pipeline value
/// Formula    sum of the amounts of open deals
/// Counts     deals created by then, not closed by then, with a known amount
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   no deals at all: no_records; no open deal has an amount: missing_values
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     weighted_pipeline
inline constexpr auto pipeline_value = metric("pipeline_value",
    "Pipeline value", Better::higher, "0.1",
    sum(deal::amount).active(deal::created, deal::closed));

/// Opening pipeline
/// Formula    pipeline_value on the day before the period
/// Counts     deals created by then, not closed by then, with a known amount
/// Date       a stock, at the end of the day before the period
/// Unit       money
/// No value   as pipeline_value
/// Rolls up   adds over groups; over time it is the stock before the longer period
/// Rivals     what was added, grown, shrunk and closed since makes it pipeline_value, in every group and period
inline constexpr auto opening_pipeline = metric("opening_pipeline",
    "Opening pipeline", Better::higher, "0.3",
    sum(deal::amount).active_at_start(deal::created, deal::closed));

/// Pipeline added
/// Formula    sum of the amounts, at the end, of deals that are open and were not as the period began
/// Counts     deals created meanwhile, and those that were reopened; not who came and went in the period
/// Date       the day before the period, and the period's last day
/// Unit       money
/// No value   there are no deals at all: no_records; no deal that may count has an amount: missing_values
/// Rolls up   adds over groups, but for deals that move between them; over time by the longer period's edges
/// Rivals     opportunity_value_created counts by the day, whatever became of the deal
inline constexpr auto pipeline_added = metric("pipeline_added",
    "Pipeline added", Better::higher, "0.3",
    gained(deal::amount).active(deal::created, deal::closed));

/// Pipeline grown
/// Formula    by how much deals that are open at both edges are worth more
/// Counts     deals whose amount changed, as history tells; in a group also by another part of a shared deal
/// Date       the day before the period, and the period's last day
/// Unit       money
/// No value   there are no deals at all: no_records; no deal that may count has an amount: missing_values
/// Rolls up   adds over groups, but for deals that move between them; over time by the longer period's edges
/// Rivals     without history a deal was always worth what it is worth now
inline constexpr auto pipeline_grown = metric("pipeline_grown",
    "Pipeline grown", Better::higher, "0.3",
    grown(deal::amount).active(deal::created, deal::closed));

/// Pipeline shrunk
/// Formula    by how much deals that are open at both edges are worth less
/// Counts     deals whose amount changed, as history tells; in a group also by another part of a shared deal
/// Date       the day before the period, and the period's last day
/// Unit       money
/// No value   there are no deals at all: no_records; no deal that may count has an amount: missing_values
/// Rolls up   adds over groups, but for deals that move between them; over time by the longer period's edges
/// Rivals     without history a deal was always worth what it is worth now
inline constexpr auto pipeline_shrunk = metric("pipeline_shrunk",
    "Pipeline shrunk", Better::lower, "0.3",
    shrunk(deal::amount).active(deal::created, deal::closed));

/// Pipeline closed
/// Formula    sum of the amounts, at the start, of deals that were open as the period began and are no longer
/// Counts     deals won and lost, by what they were worth as the period began
/// Date       the day before the period, and the period's last day
/// Unit       money
/// No value   there are no deals at all: no_records; no deal that may count has an amount: missing_values
/// Rolls up   adds over groups, but for deals that move between them; over time by the longer period's edges
/// Rivals     revenue is of the deals won alone, by what they closed at
inline constexpr auto pipeline_closed = metric("pipeline_closed",
    "Pipeline closed", Better::neither, "0.3",
    gone(deal::amount).active(deal::created, deal::closed));

/// Weighted pipeline
/// Formula    sum of (amount x probability of winning) of open deals
/// Counts     deals created by then, not closed by then, with both known
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   no deals at all: no_records; no open deal has both: missing_values
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     pipeline value x mean probability, as if large deals were as likely as small ones
inline constexpr auto weighted_pipeline = metric("weighted_pipeline",
    "Weighted pipeline", Better::higher, "0.1",
    sum(deal::amount * deal::probability).active(deal::created, deal::closed));

/// Sales velocity
/// Formula    opportunities created x win rate x average deal size / sales cycle
/// Counts     opportunities of the period; deals decided in it; won deals for size and cycle
/// Date       day of becoming an opportunity; day of closing
/// Unit       money a day
/// No value   nothing decided or won: no_records; a cycle of 0 days: zero_denominator
/// Rolls up   each of the four is recomputed from pooled parts; velocities do not add
/// Rivals     with the open deals in place of those created; revenue / days of the period
inline constexpr auto sales_velocity = metric("sales_velocity",
    "Sales velocity", Better::higher, "0.1",
    opportunities_created * win_rate * average_deal_size / sales_cycle);

/// Forecast, commit
/// Formula    sum of the amounts of open deals whose forecast category is commit
/// Counts     deals still open, with that category and a known amount
/// Date       day on which the closing is expected
/// Unit       money
/// No value   no deals at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time
/// Rivals     forecast_commit_cumulative adds what is closed; weighted_pipeline
inline constexpr auto forecast_commit = metric("forecast_commit",
    "Forecast, commit", Better::higher, "0.2",
    sum(deal::amount).where(committed).by(deal::expected_close));

/// Forecast, best case
/// Formula    sum of the amounts of open deals whose forecast category is best case
/// Counts     deals still open, with that category and a known amount
/// Date       day on which the closing is expected
/// Unit       money
/// No value   no deals at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time
/// Rivals     forecast_best_case_cumulative adds what is closed and what is committed
inline constexpr auto forecast_best_case = metric("forecast_best_case",
    "Forecast, best case", Better::higher, "0.2",
    sum(deal::amount).where(best_case).by(deal::expected_close));

/// Forecast, pipeline
/// Formula    sum of the amounts of open deals whose forecast category is pipeline
/// Counts     deals still open, with that category and a known amount
/// Date       day on which the closing is expected
/// Unit       money
/// No value   no deals at all: no_records; no such deal has an amount: missing_values
/// Rolls up   adds over groups and time
/// Rivals     pipeline_value is a stock of all open deals
inline constexpr auto forecast_pipeline = metric("forecast_pipeline",
    "Forecast, pipeline", Better::higher, "0.2",
    sum(deal::amount).where(in_pipeline).by(deal::expected_close));

namespace ingredients {
/// What is won, and what is open and satisfies a condition. Deals without an amount are left out of
/// both, so that those of the one do not hide the amounts of the other.
template <class C>
constexpr auto closed_and(const C& still_expected) {
    return sum(deal::amount).where(won && is_known(deal::amount)).by(deal::closed) +
           sum(deal::amount).where(still_expected && is_known(deal::amount)).by(deal::expected_close);
}
}  // namespace ingredients

/// Forecast, closed and commit
/// Formula    amounts of won deals + those of open deals of the category commit
/// Counts     won deals, and those still open with that category; all with a known amount
/// Date       day of closing; of open deals the day on which it is expected
/// Unit       money
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; the cumulative forecasts do not add to each other
/// Rivals     forecast_commit is of open deals only
inline constexpr auto forecast_commit_cumulative = metric("forecast_commit_cumulative",
    "Forecast, closed and commit", Better::higher, "0.2", ingredients::closed_and(committed));

/// Forecast, closed to best case
/// Formula    amounts of won deals + those of open deals of the categories commit and best case
/// Counts     won deals, and those still open with those categories; all with a known amount
/// Date       day of closing; of open deals the day on which it is expected
/// Unit       money
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; the cumulative forecasts do not add to each other
/// Rivals     forecast_best_case is of that category only
inline constexpr auto forecast_best_case_cumulative = metric("forecast_best_case_cumulative",
    "Forecast, closed to best case", Better::higher, "0.2",
    ingredients::closed_and(committed || best_case));

/// Forecast, closed to pipeline
/// Formula    amounts of won deals + those of open deals of the categories commit, best case and pipeline
/// Counts     won deals, and those still open with those categories; all with a known amount
/// Date       day of closing; of open deals the day on which it is expected
/// Unit       money
/// No value   there are no deals at all: no_records
/// Rolls up   adds over groups and time; the cumulative forecasts do not add to each other
/// Rivals     forecast_pipeline is of that category only
inline constexpr auto forecast_pipeline_cumulative = metric("forecast_pipeline_cumulative",
    "Forecast, closed to pipeline", Better::higher, "0.2",
    ingredients::closed_and(committed || best_case || in_pipeline));

/// Average age of open deals
/// Formula    mean days from creation to the day of the pipeline
/// Counts     deals created by the end of the period's last day and not closed by then
/// Date       stock at the end of the period's last day
/// Unit       days
/// No value   nothing is open: no_records; no open deal has any date: missing_values
/// Rolls up   the days and the number of deals add; the mean is recomputed
/// Rivals     sales_cycle is of won deals, and from the day they became opportunities
inline constexpr auto average_open_age = metric("average_open_age",
    "Average age of open deals", Better::lower, "0.2",
    mean(age(deal::created)).active(deal::created, deal::closed));

namespace ingredients {
/// Pipeline of those who have a target for revenue: like is compared with like.
constexpr auto pipeline_of_those_with_target() { return with_target(pipeline_value, revenue); }
}  // namespace ingredients

/// Pipeline coverage
/// Formula    pipeline value / what is left of the target for revenue
/// Counts     deals open at the period's end; deals won in it; targets for revenue
/// Date       stock at the end of the period's last day; day of closing; days of the target
/// Unit       ratio
/// No value   no target: no_target; nothing is left of it: zero_denominator
/// Rolls up   recomputed from pipeline, revenue and target; only those who have a target count
/// Rivals     pipeline_coverage_of_full_target is by all of the target
inline constexpr auto pipeline_coverage = metric("pipeline_coverage",
    "Pipeline coverage", Better::higher, "0.2",
    ingredients::pipeline_of_those_with_target() /
        not_below_zero(target_of(revenue) - with_target(revenue)));

/// Pipeline coverage of the full target
/// Formula    pipeline value / target for revenue
/// Counts     deals open at the period's end; targets for revenue
/// Date       stock at the end of the period's last day; days of the target
/// Unit       ratio
/// No value   no target: no_target; a target of zero: zero_denominator
/// Rolls up   recomputed from pipeline and target; only those who have a target count
/// Rivals     pipeline_coverage is by what is left of the target
inline constexpr auto pipeline_coverage_of_full_target = metric("pipeline_coverage_of_full_target",
    "Pipeline coverage of the full target", Better::higher, "0.2",
    ingredients::pipeline_of_those_with_target() / target_of(revenue));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
