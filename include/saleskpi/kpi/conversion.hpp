// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/metric/bounds.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/record/lead.hpp>
#include <saleskpi/record/quote.hpp>

/// From lead to won deal: how many take each step, and what share of those before.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

/// Leads created
/// Formula    number of leads
/// Counts     all leads
/// Date       day of creation
/// Unit       count
/// No value   there are no leads at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     people: two leads of one person count twice
inline constexpr auto leads_created = metric("leads_created", "Leads created", Better::higher, "0.1",
    count<Lead>().by(lead::created));

/// Leads qualified
/// Formula    number of leads that marketing qualified
/// Counts     leads with that day, whenever they were created
/// Date       day of the qualification
/// Unit       count
/// No value   there are no leads at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     qualified_rate follows the leads of their creation
inline constexpr auto leads_qualified = metric("leads_qualified",
    "Leads qualified", Better::higher, "0.1", count<Lead>().by(lead::qualified));

/// Leads accepted
/// Formula    number of leads that sales accepted
/// Counts     leads with that day, whenever they were created
/// Date       day of the acceptance
/// Unit       count
/// No value   there are no leads at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     none
inline constexpr auto leads_accepted = metric("leads_accepted",
    "Leads accepted", Better::higher, "0.1", count<Lead>().by(lead::accepted));

/// Leads converted
/// Formula    number of leads that became a deal or a customer
/// Counts     leads with that day, whenever they were created
/// Date       day of the conversion
/// Unit       count
/// No value   there are no leads at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     none
inline constexpr auto leads_converted = metric("leads_converted",
    "Leads converted", Better::higher, "0.1", count<Lead>().by(lead::converted));

/// Qualified rate
/// Formula    leads qualified to date / leads created, both of the leads created in the period
/// Counts     all leads
/// Date       day of creation
/// Unit       ratio
/// No value   no lead was created in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     leads_qualified / leads_created, whose parts are different leads
inline constexpr auto qualified_rate = metric("qualified_rate",
    "Qualified rate", Better::higher, "0.1",
    count<Lead>().where(is_known(lead::qualified)).by(lead::created) / leads_created);

/// Sign-up to qualified lead
/// Formula    leads qualified to date / leads that signed up, both of those that did in the period
/// Counts     leads with a day of signing up
/// Date       day of signing up
/// Unit       ratio
/// No value   no lead signed up in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     qualified_rate is of all leads created
inline constexpr auto signup_to_mql_rate = metric("signup_to_mql_rate",
    "Sign-up to qualified lead", Better::higher, "0.2",
    count<Lead>().where(is_known(lead::qualified)).by(lead::signed_up) /
        count<Lead>().by(lead::signed_up));

/// Qualified to accepted lead
/// Formula    leads accepted to date / leads qualified, both of those qualified in the period
/// Counts     leads that marketing qualified
/// Date       day of the qualification
/// Unit       ratio
/// No value   no lead was qualified in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     leads_accepted / leads_qualified, whose parts are different leads
inline constexpr auto mql_to_sal_rate = metric("mql_to_sal_rate",
    "Qualified to accepted lead", Better::higher, "0.2",
    count<Lead>().where(is_known(lead::accepted)).by(lead::qualified) / leads_qualified);

/// Accepted to sales-qualified lead
/// Formula    leads qualified by sales to date / leads accepted, both of those accepted in the period
/// Counts     leads that sales accepted
/// Date       day of the acceptance
/// Unit       ratio
/// No value   no lead was accepted in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     none
inline constexpr auto sal_to_sql_rate = metric("sal_to_sql_rate",
    "Accepted to sales-qualified lead", Better::higher, "0.2",
    count<Lead>().where(is_known(lead::sales_qualified)).by(lead::accepted) / leads_accepted);

/// Lead conversion rate
/// Formula    leads converted to date / leads created, both of the leads created in the period
/// Counts     all leads; recent ones may still convert
/// Date       day of creation
/// Unit       ratio
/// No value   no lead was created in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     lead_conversion_rate_in_period
inline constexpr auto lead_conversion_rate = metric("lead_conversion_rate",
    "Lead conversion rate", Better::higher, "0.1",
    count<Lead>().where(is_known(lead::converted)).by(lead::created) / leads_created);

/// Lead conversion rate in the period
/// Formula    conversions in the period / leads created in the period
/// Counts     all leads; the two numbers are of different leads, so it may exceed 100 %
/// Date       day of the conversion; day of creation
/// Unit       ratio
/// No value   no lead was created: zero_denominator; nor converted: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     lead_conversion_rate follows the leads created
inline constexpr auto lead_conversion_rate_in_period = metric("lead_conversion_rate_in_period",
    "Lead conversion rate in the period", Better::higher, "0.1",
    share(leads_converted / leads_created));

/// Lead conversion rate within some days
/// Formula    leads converted by the last day of the window / leads created
/// Counts     all leads created in the period; a window of 7 days ends with the 7th day after
/// Date       day of creation
/// Unit       ratio
/// No value   no lead was created in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     lead_conversion_rate_before leaves the window's last day out
constexpr auto lead_conversion_rate_within(int days) {
    return metric(call_text("lead_conversion_rate_within", days),
        joined_text("Lead conversion rate within ", days, days == 1 ? " day" : " days"), Better::higher, "0.2",
        count<Lead>().where(lead::converted <= lead::created + date::days{days})
            .by(lead::created) / leads_created);
}

/// Lead conversion rate before a day
/// Formula    leads converted before the last day of the window / leads created
/// Counts     all leads created in the period; a window of 7 days ends with the 6th day after
/// Date       day of creation
/// Unit       ratio
/// No value   no lead was created in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     lead_conversion_rate_within counts the window's last day
constexpr auto lead_conversion_rate_before(int days) {
    return metric(call_text("lead_conversion_rate_before", days),
        joined_text("Lead conversion rate in less than ", days, days == 1 ? " day" : " days"), Better::higher, "0.2",
        count<Lead>().where(lead::converted < lead::created + date::days{days})
            .by(lead::created) / leads_created);
}

/// Lead response time
/// Formula    mean days from a lead's creation to the first activity on it
/// Counts     leads with such an activity; one that precedes the creation is left out
/// Date       day of creation
/// Unit       days
/// No value   no lead was created in the period: no_records; none was answered: missing_values
/// Rolls up   the days and the number of leads add; the mean is recomputed
/// Rivals     lead_response_time_median; leads still unanswered show in neither
inline constexpr auto lead_response_time = metric("lead_response_time",
    "Lead response time", Better::lower, "0.1",
    mean(days_between(lead::created, lead::first_activity)).by(lead::created));

/// Lead response time, median
/// Formula    median days from a lead's creation to the first activity on it
/// Counts     leads with such an activity; one that precedes the creation is left out
/// Date       day of creation
/// Unit       days
/// No value   no lead was created in the period: no_records; none was answered: missing_values
/// Rolls up   from the days themselves: medians do not add and do not average
/// Rivals     lead_response_time is the mean
inline constexpr auto lead_response_time_median = metric("lead_response_time_median",
    "Lead response time, median", Better::lower, "0.1",
    median(days_between(lead::created, lead::first_activity)).by(lead::created));

/// Win rate
/// Formula    won / (won + lost), counted in deals
/// Counts     deals that reached a decision; open deals are left out
/// Date       day of closing (not of creation: that is win_rate_of_created)
/// Unit       ratio
/// No value   nothing was decided in the period: no_records, never 0 %
/// Rolls up   won and lost add over groups and time; the rate is recomputed
/// Rivals     win_rate_pursued counts open deals too; win_rate_by_value weighs by amount
inline constexpr auto win_rate = metric("win_rate", "Win rate", Better::higher, "0.1",
    deals_won / deals_decided);

/// Win rate of deals pursued
/// Formula    won / (decided in the period + open at its end)
/// Counts     deals decided in the period, and those still open when it ends
/// Date       day of closing; the open ones as they stand at the end of the period's last day
/// Unit       ratio
/// No value   nothing was decided and nothing is open: no_records
/// Rolls up   decided deals add; open ones add over groups and are those of the last day over time
/// Rivals     win_rate leaves open deals out
inline constexpr auto win_rate_pursued = metric("win_rate_pursued",
    "Win rate of deals pursued", Better::higher, "0.1",
    deals_won / (deals_decided + count<Deal>().active(deal::created, deal::closed)));

/// Win rate of opportunities created
/// Formula    won to date / opportunities created, both of those created in the period
/// Counts     all deals that became an opportunity; recent ones may still be won
/// Date       day on which the deal became an opportunity
/// Unit       ratio
/// No value   no opportunity was created in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     win_rate is of the deals decided in the period
inline constexpr auto win_rate_of_created = metric("win_rate_of_created",
    "Win rate of opportunities created", Better::higher, "0.1",
    count<Deal>().where(won).by(deal::opened) / count<Deal>().by(deal::opened));

/// Win rate by value
/// Formula    amounts won / amounts decided
/// Counts     deals that reached a decision and have a known amount
/// Date       day of closing
/// Unit       ratio
/// No value   no decided deal has an amount: no_records; they add up to 0: zero_denominator
/// Rolls up   both amounts add over groups and time; the rate is recomputed
/// Rivals     win_rate counts deals
inline constexpr auto win_rate_by_value = metric("win_rate_by_value",
    "Win rate by value", Better::higher, "0.1",
    sum(deal::amount).where(won && is_known(deal::amount)).by(deal::closed) /
        sum(deal::amount).where(decided && is_known(deal::amount)).by(deal::closed));

/// Quotes sent
/// Formula    number of quotes
/// Counts     quotes that were sent; a deal may have several
/// Date       day of sending
/// Unit       count
/// No value   there are no quotes at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     deals with a quote
inline constexpr auto quotes_sent = metric("quotes_sent", "Quotes sent", Better::neither, "0.1",
    count<Quote>().by(quote::sent));

/// Quote to close
/// Formula    quoted deals that are won to date, each once / quotes of deals, both by the quotes' day
/// Counts     quotes whose deal is known; those of a deal still open are not closed
/// Date       day of sending
/// Unit       ratio
/// No value   no quote was sent in the period: no_records; what became of none is known: missing_values
/// Rolls up   the deals are counted as different ones; the ratio is recomputed
/// Rivals     quote_to_close_by_deal, where several quotes of one deal are no drawback
inline constexpr auto quote_to_close = metric("quote_to_close",
    "Quote to close", Better::higher, "0.2",
    distinct(quote::deal).where(quoted_deal_won).by(quote::sent) /
        count<Quote>().having(quote::deal_stage).by(quote::sent));

/// Quote to close, by deal
/// Formula    quoted deals that are won to date / quoted deals, each once
/// Counts     quotes whose deal is known
/// Date       day of sending
/// Unit       ratio
/// No value   no quote was sent in the period: no_records; what became of none is known: missing_values
/// Rolls up   both are counted as different deals; the ratio is recomputed
/// Rivals     quote_to_close_decided leaves open deals out
inline constexpr auto quote_to_close_by_deal = metric("quote_to_close_by_deal",
    "Quote to close, by deal", Better::higher, "0.2",
    distinct(quote::deal).where(quoted_deal_won).by(quote::sent) /
        distinct(quote::deal).having(quote::deal_stage).by(quote::sent));

/// Quote to close of decided deals
/// Formula    quoted deals that are won to date / quoted deals that are decided to date, each once
/// Counts     quotes whose deal is known and decided
/// Date       day of sending
/// Unit       ratio
/// No value   none of the deals quoted in the period is decided: no_records
/// Rolls up   both are counted as different deals; the ratio is recomputed
/// Rivals     quote_to_close_by_deal counts open deals too
inline constexpr auto quote_to_close_decided = metric("quote_to_close_decided",
    "Quote to close of decided deals", Better::higher, "0.2",
    distinct(quote::deal).where(quoted_deal_won).by(quote::sent) /
        distinct(quote::deal).where(quoted_deal_decided).by(quote::sent));

/// Quote to close in the period
/// Formula    quoted deals won in the period, each once / quotes of deals sent in the period
/// Counts     quotes whose deal is known; the two numbers are of different quotes, so it may exceed 100 %
/// Date       day of the deal's closing; day of sending
/// Unit       ratio
/// No value   no quote was sent: zero_denominator; nor was one won: no_records, or missing_values
/// Rolls up   the deals are counted as different ones; the ratio is recomputed
/// Rivals     quote_to_close follows the quotes sent
inline constexpr auto quote_to_close_in_period = metric("quote_to_close_in_period",
    "Quote to close in the period", Better::higher, "0.2",
    share(distinct(quote::deal).where(quoted_deal_won).by(quote::deal_closed) /
          count<Quote>().having(quote::deal_stage).by(quote::sent)));

/// Collateral usage
/// Formula    won deals in which sales material was used / won deals
/// Counts     won deals; one without a word on it counts as without
/// Date       day of closing
/// Unit       ratio
/// No value   nothing was won in the period: no_records
/// Rolls up   both numbers add over groups and time; the ratio is recomputed
/// Rivals     uses / deals won: a deal with three uses counts once here
inline constexpr auto collateral_usage = metric("collateral_usage",
    "Collateral usage", Better::higher, "0.1",
    count<Deal>().where(won && deal::collateral_used == true).by(deal::closed) / deals_won);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
