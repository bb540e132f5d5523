// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/kpi/revenue.hpp>

/// What reps do: calls, emails, meetings, and what comes of them.
/// An activity of two reps counts for each of them, and once above them.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Activities
/// Formula    number of activities of all kinds
/// Counts     all activities, answers received among them
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     none
inline constexpr auto activities = metric("activities", "Activities", Better::higher, "0.1",
    count<Activity>().by(activity::date));

/// Calls
/// Formula    number of calls
/// Counts     activities of the kind call
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     none
inline constexpr auto calls = metric("calls", "Calls", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::call)).by(activity::date));

/// Emails
/// Formula    number of emails sent
/// Counts     activities of the kind email
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     replies are the answers to them
inline constexpr auto emails = metric("emails", "Emails", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::email)).by(activity::date));

/// Replies
/// Formula    number of answers received
/// Counts     activities of the kind reply
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     none
inline constexpr auto replies = metric("replies", "Replies", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::reply)).by(activity::date));

/// Meetings
/// Formula    number of meetings
/// Counts     activities of the kind meeting
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     demos are counted apart
inline constexpr auto meetings = metric("meetings", "Meetings", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::meeting)).by(activity::date));

/// Demos
/// Formula    number of demonstrations of the product
/// Counts     activities of the kind demo
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     none
inline constexpr auto demos = metric("demos", "Demos", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::demo)).by(activity::date));

/// Onboarding calls
/// Formula    number of calls that introduce a new customer
/// Counts     activities of the kind onboarding_call
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     calls are counted apart
inline constexpr auto onboarding_calls = metric("onboarding_calls", "Onboarding calls", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::onboarding_call)).by(activity::date));

/// Social touches
/// Formula    number of messages and contacts on social networks
/// Counts     activities of the kind social_touch
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     none
inline constexpr auto social_touches = metric("social_touches", "Social touches", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::social_touch)).by(activity::date));

/// Leads passed
/// Formula    number of leads handed on to someone else
/// Counts     activities of the kind lead_passed
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     leads_accepted, the leads that the other side took
inline constexpr auto leads_passed = metric("leads_passed", "Leads passed", Better::higher, "0.2",
    count<Activity>().where(of_kind(ActivityKind::lead_passed)).by(activity::date));

/// Conversations
/// Formula    number of conversations in which the other side answered
/// Counts     activities of the kind conversation
/// Date       day of the activity
/// Unit       count
/// No value   there are no activities at all: no_records
/// Rolls up   adds over groups and time; a shared activity counts once above its reps
/// Rivals     calls count attempts too
inline constexpr auto conversations = metric("conversations", "Conversations", Better::higher, "0.1",
    count<Activity>().where(of_kind(ActivityKind::conversation)).by(activity::date));

/// Calls per rep
/// Formula    calls / reps in seat on average over the period
/// Counts     calls, and all reps in seat: one who called nobody counts
/// Date       day of the call; reps by the days of their assignments
/// Unit       count
/// No value   no activities at all: no_records; nobody in seat in the period: zero_denominator
/// Rolls up   calls and rep-months add over groups and time; the ratio is recomputed
/// Rivals     calls by those who called at all
inline constexpr auto calls_per_rep = metric("calls_per_rep", "Calls per rep", Better::higher, "0.1",
    calls / average_reps());

/// Emails per rep
/// Formula    emails / reps in seat on average over the period
/// Counts     emails sent, and all reps in seat: one who wrote nothing counts
/// Date       day of the email; reps by the days of their assignments
/// Unit       count
/// No value   no activities at all: no_records; nobody in seat in the period: zero_denominator
/// Rolls up   emails and rep-months add over groups and time; the ratio is recomputed
/// Rivals     emails by those who wrote at all
inline constexpr auto emails_per_rep = metric("emails_per_rep", "Emails per rep", Better::higher, "0.1",
    emails / average_reps());

/// Reply rate
/// Formula    replies / (emails + social touches)
/// Counts     answers received in the period, to whatever was sent when
/// Date       day of each
/// Unit       ratio
/// No value   nothing was sent in the period: zero_denominator; nor came an answer: no_records
/// Rolls up   all three numbers add over groups and time; the rate is recomputed
/// Rivals     the share of the emails sent that were ever answered
inline constexpr auto reply_rate = metric("reply_rate", "Reply rate", Better::higher, "0.1",
    replies / (emails + social_touches));

/// Activities per won deal
/// Formula    activities / deals won
/// Counts     all activities, also those on deals that were lost or are open
/// Date       day of the activity; day of closing
/// Unit       count
/// No value   nothing was won in the period: zero_denominator; nor done: no_records
/// Rolls up   both numbers add over groups and time; the ratio is recomputed
/// Rivals     the activities on the deals that were won
inline constexpr auto activities_per_won_deal = metric("activities_per_won_deal",
    "Activities per won deal", Better::lower, "0.1",
    activities / deals_won * constant<Unit::count>(1));

/// Conversations per customer
/// Formula    conversations / customers at the period's end
/// Counts     conversations of the period; customers as they stand at its end
/// Date       day of the conversation; the period's last day
/// Unit       ratio
/// No value   no customers on that day: zero_denominator; nor conversations: no_records
/// Rolls up   both add over groups; over time the customers are those of the last day
/// Rivals     per customer who was spoken with
inline constexpr auto conversations_per_customer = metric("conversations_per_customer",
    "Conversations per customer", Better::higher, "0.1", conversations / customers);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
