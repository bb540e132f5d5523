// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/operators.hpp>
#include <saleskpi/record/activity.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/spend.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/record/touch.hpp>

/// The conditions that the KPIs share, for those of an application as well:
/// `count<Deal>().where(won && deal::channel == "web").by(deal::closed)`.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {

// Deals.
inline constexpr auto won = deal::stage == Stage::won;
inline constexpr auto lost = deal::stage == Stage::lost;
inline constexpr auto decided = won || lost;
/// Open to this day. A stock of the past asks for the dates instead: active(created, closed).
inline constexpr auto still_open = deal::stage == Stage::open;

inline constexpr auto new_business = deal::kind == DealKind::new_business;
inline constexpr auto expansion = deal::kind == DealKind::expansion;
inline constexpr auto renewal = deal::kind == DealKind::renewal;

/// Won, and the price it was sold at can be compared with the list price.
inline constexpr auto won_with_list_price = won && is_known(deal::amount) && is_known(deal::list);
/// Won, and its profit is known.
inline constexpr auto won_with_known_cost = won && is_known(deal::amount) && is_known(deal::cost);

// Quotes, by what became of their deals.
inline constexpr auto quoted_deal_won = quote::deal_stage == Stage::won;
inline constexpr auto quoted_deal_decided = quoted_deal_won || quote::deal_stage == Stage::lost;

// Touches, by what became of their deals.
inline constexpr auto touched_deal_won = touch::deal_stage == Stage::won;

// Forecasts: what is still open, by how sure it is.
inline constexpr auto committed = still_open && deal::forecast_category == ForecastCategory::commit;
inline constexpr auto best_case =
    still_open && deal::forecast_category == ForecastCategory::best_case;
inline constexpr auto in_pipeline =
    still_open && deal::forecast_category == ForecastCategory::pipeline;

// Money spent.
inline constexpr auto on_sales = spend::purpose == SpendPurpose::sales;
inline constexpr auto on_marketing = spend::purpose == SpendPurpose::marketing;

// Subscriptions.
/// With a price, and not a free one, in whatever currency; and of more than none.
inline constexpr auto charged = subscription::price > Money{} &&
                                (is_missing(subscription::quantity) || subscription::quantity > 0);

// Customers.
inline constexpr auto paid_for = customer::acquisition == Acquisition::paid;

/// Activities of one kind.
constexpr auto of_kind(ActivityKind kind) { return activity::kind == kind; }

/// Reps in seat, in rep-time: someone in seat for one month of a quarter counts a third.
/// The usual alternative, the headcount at the period's end, changes with a hiring of the last day.
constexpr auto average_reps() {
    return time_in_force<Assignment>().active(assignment::from, assignment::until) /
           period_months();
}

}  // namespace saleskpi::inline v0_3::kpi
