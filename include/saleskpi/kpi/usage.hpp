// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/record/ticket.hpp>
#include <saleskpi/record/usage_event.hpp>

/// How customers use what they bought, and how often they need help with it.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Logins
/// Formula    number of logins
/// Counts     usage events of the kind login
/// Date       day of the event
/// Unit       count
/// No value   there are no usage events at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     active_users counts people
inline constexpr auto logins = metric("logins", "Logins", Better::higher, "0.2",
    count<UsageEvent>().where(usage_event::kind == UsageKind::login).by(usage_event::date));

/// Active users
/// Formula    number of different people who used the product in the period
/// Counts     users of usage events of all kinds; events that name no user are left out
/// Date       day of the event
/// Unit       count
/// No value   there are no usage events at all: no_records
/// Rolls up   the sets of users are united: a user of January and February is one of the quarter
/// Rivals     the mean of daily or monthly active users
inline constexpr auto active_users = metric("active_users", "Active users", Better::higher, "0.2",
    distinct(usage_event::user).by(usage_event::date));

/// Session time
/// Formula    sum of the time that sessions took
/// Counts     usage events of the kind session with a known duration
/// Date       day of the event
/// Unit       days
/// No value   no usage events at all: no_records; no session has a duration: missing_values
/// Rolls up   adds over groups and time
/// Rivals     none
inline constexpr auto session_time = metric("session_time", "Session time", Better::higher, "0.2",
    sum(usage_event::duration).where(usage_event::kind == UsageKind::session).by(usage_event::date));

/// Average session
/// Formula    mean time that a session took
/// Counts     usage events of the kind session with a known duration
/// Date       day of the event
/// Unit       days
/// No value   no session in the period: no_records; none has a duration: missing_values
/// Rolls up   the time and the number of sessions add; the mean is recomputed
/// Rivals     session_time / logins, where not every login becomes a session
inline constexpr auto average_session = metric("average_session",
    "Average session", Better::higher, "0.2",
    mean(usage_event::duration).where(usage_event::kind == UsageKind::session).by(usage_event::date));

/// Tickets
/// Formula    number of calls for help
/// Counts     all tickets, resolved or not
/// Date       day of opening
/// Unit       count
/// No value   there are no tickets at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     the tickets that are open, a stock
inline constexpr auto tickets = metric("tickets", "Tickets", Better::lower, "0.2",
    count<Ticket>().by(ticket::opened));

/// Tickets per user
/// Formula    tickets / active users
/// Counts     all tickets; different people who used the product in the period
/// Date       day of opening; day of use
/// Unit       ratio
/// No value   no tickets at all: no_records; nobody used the product in the period: zero_denominator
/// Rolls up   tickets add, the sets of users are united, and the ratio is recomputed
/// Rivals     tickets_per_customer
inline constexpr auto tickets_per_user = metric("tickets_per_user",
    "Tickets per user", Better::lower, "0.2", tickets / active_users);

/// Tickets per customer
/// Formula    tickets / customers at the period's end
/// Counts     all tickets of the period; customers as they stand at its end
/// Date       day of opening; the period's last day
/// Unit       ratio
/// No value   no tickets at all: no_records; no customers at the end: zero_denominator
/// Rolls up   both add over groups; over time the customers are those of the last day
/// Rivals     tickets_per_user; over the customers who opened one
inline constexpr auto tickets_per_customer = metric("tickets_per_customer",
    "Tickets per customer", Better::lower, "0.2", tickets / customers);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
