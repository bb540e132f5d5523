// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/subscription.hpp>

/// Revenue that comes again every month, from the subscriptions themselves.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

/// What running subscriptions bring in a year: whole cents, and apart from them fractions, exactly.
inline constexpr auto running_a_year =
    sum(subscription::yearly).active(subscription::started, subscription::ended) +
    sum_of_fractions(subscription::yearly_above, subscription::yearly_below)
        .where(is_known(subscription::yearly_below))
        .active(subscription::started, subscription::ended);

/// The same on the day before the period.
inline constexpr auto at_start_a_year =
    sum(subscription::yearly).active_at_start(subscription::started, subscription::ended) +
    sum_of_fractions(subscription::yearly_above, subscription::yearly_below)
        .where(is_known(subscription::yearly_below))
        .active_at_start(subscription::started, subscription::ended);

/// By how much customers pay more in a month, by steps of some kinds; less than nothing if less.
constexpr auto movement_of(MovementKind kind) {
    return (sum(mrr_movement::yearly).where(mrr_movement::kind == kind).by(mrr_movement::date) +
            sum_of_fractions(mrr_movement::yearly_above, mrr_movement::yearly_below)
                .where(mrr_movement::kind == kind && is_known(mrr_movement::yearly_below))
                .by(mrr_movement::date)) * Rational(1, 12);
}

/// Agreed on, and not begun.
inline constexpr auto is_agreed = is_known(subscription::contracted) && is_known(subscription::started);
/// Who gave notice before it began has none while it runs.
inline constexpr auto is_wanted = is_missing(subscription::cancelled) || is_missing(subscription::started) ||
                                  subscription::cancelled >= subscription::started;
inline constexpr auto is_withdrawn = is_agreed && subscription::cancelled >= subscription::contracted &&
                                     subscription::cancelled < subscription::started;
inline constexpr auto has_notice = is_known(subscription::cancelled) &&
    (is_missing(subscription::started) || subscription::cancelled >= subscription::started);

/// What some subscriptions bring in a year, while they are between two of their days.
template <class Condition, class From, class Until>
constexpr auto between_a_year(const Condition& condition, const From& from, const Until& until) {
    return sum(subscription::yearly).where(condition).active(from, until) +
           sum_of_fractions(subscription::yearly_above, subscription::yearly_below)
               .where(condition && is_known(subscription::yearly_below))
               .active(from, until);
}

inline constexpr auto contracted_a_year =
    between_a_year(is_wanted, subscription::started, subscription::ended) +
    between_a_year(is_agreed, subscription::contracted, subscription::started) -
    between_a_year(has_notice, subscription::cancelled, subscription::ended) -
    between_a_year(is_withdrawn, subscription::cancelled, subscription::started);

/// With a trial of a day or more.
inline constexpr auto has_trial = subscription::trial_until > subscription::started;
inline constexpr auto pays_after_trial = has_trial && charged &&
    (is_missing(subscription::ended) || subscription::ended > subscription::trial_until) &&
    (is_missing(subscription::paused) || subscription::paused > subscription::trial_until ||
     subscription::resumed <= subscription::trial_until);

}  // namespace ingredients

/// Monthly recurring revenue
/// Formula    price x quantity - discount of running subscriptions x 365 days, 52 weeks or 12 months / interval_count / 12
/// Counts     subscriptions that have started and not ended, with a known price; on trial or paused they bring nothing
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   no subscriptions at all: no_records; none that runs has a price: missing_values
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     weeks of 4 or 4.33 a month, no discounts: BookBuilder::revenue_policy; what was invoiced in the month
inline constexpr auto mrr = metric("mrr", "Monthly recurring revenue", Better::higher, "0.1",
    ingredients::running_a_year * Rational(1, 12));

/// Annual recurring revenue
/// Formula    mrr x 12
/// Counts     subscriptions that have started and not ended, with a known price
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   as mrr
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     revenue of the last twelve months
inline constexpr auto arr = metric("arr", "Annual recurring revenue", Better::higher, "0.1",
    ingredients::running_a_year);

/// Contracted MRR
/// Formula    mrr + what is agreed on and has not begun - what has given notice and has not ended
/// Counts     as mrr, from the day on which it was agreed, if that is told, to that of the notice
/// Date       a stock, at the end of the period's last day
/// Unit       money
/// No value   as mrr
/// Rolls up   adds over groups; over time it is the stock of the last day and never a sum
/// Rivals     mrr is of what runs; what begins later is agreed on at the amount of its first day, a trial's at none
inline constexpr auto mrr_contracted = metric("mrr_contracted", "Contracted MRR", Better::higher, "0.3",
    ingredients::contracted_a_year * Rational(1, 12));

/// Paying customers
/// Formula    number of different customers with a running subscription of a price above zero
/// Counts     subscriptions that have started and not ended, are not free, on trial or paused, and name their customer
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   the sets of customers are united; over time it is the set of the last day
/// Rivals     subscribed_customers, free ones too; subscriptions, of which one customer may have several
inline constexpr auto paying_customers = metric("paying_customers",
    "Paying customers", Better::higher, "0.1",
    distinct(subscription::customer).where(charged)
        .active(subscription::started, subscription::ended));

/// Subscribed customers
/// Formula    number of different customers with a running subscription
/// Counts     subscriptions that have started and not ended, whatever their price, known or not
/// Date       a stock, at the end of the period's last day
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   the sets of customers are united; over time it is the set of the last day
/// Rivals     paying_customers; customers, with a subscription or without
inline constexpr auto subscribed_customers = metric("subscribed_customers",
    "Subscribed customers", Better::higher, "0.3",
    distinct(subscription::customer).active(subscription::started, subscription::ended));

/// Average revenue per paying customer (ARPA)
/// Formula    mrr / paying customers
/// Counts     subscriptions that have started and not ended; free ones and unknown prices bring nobody
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; no price is known: missing_values; all free: zero_denominator
/// Rolls up   mrr adds, the sets of customers are united, and the ratio is recomputed
/// Rivals     arpa_with_free_customers; arpa_per_account
inline constexpr auto arpa = metric("arpa", "Average revenue per customer", Better::higher, "0.1",
    mrr / paying_customers);

/// Average revenue per customer, with free ones (ARPA)
/// Formula    mrr / different customers with a running subscription of a known price
/// Counts     subscriptions that have started and not ended; who pays nothing counts, unknown prices do not
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; no price is known: missing_values
/// Rolls up   mrr adds, the sets of customers are united, and the ratio is recomputed
/// Rivals     arpa is per paying customer
inline constexpr auto arpa_with_free_customers = metric("arpa_with_free_customers",
    "Average revenue per customer, with free ones", Better::higher, "0.3",
    mrr / distinct(subscription::customer).where(is_known(subscription::price))
              .active(subscription::started, subscription::ended));

/// Average revenue per account
/// Formula    mrr / different accounts with a running subscription of a price above zero
/// Counts     subscriptions that have started and not ended; those without an account are in mrr only
/// Date       a stock, at the end of the period's last day
/// Unit       money, of a month
/// No value   nothing is running: no_records; none has an account, or all are free: zero_denominator
/// Rolls up   mrr adds, the sets of accounts are united, and the ratio is recomputed
/// Rivals     arpa is per customer
inline constexpr auto arpa_per_account = metric("arpa_per_account",
    "Average revenue per account", Better::higher, "0.1",
    mrr / distinct(subscription::account).where(charged)
              .active(subscription::started, subscription::ended));

/// Opening monthly recurring revenue
/// Formula    mrr on the day before the period
/// Counts     subscriptions that have started and not ended, with a known price
/// Date       a stock, at the end of the day before the period
/// Unit       money
/// No value   as mrr
/// Rolls up   adds over groups; over time it is the stock before the longer period
/// Rivals     mrr is that of the last day: this and all movements, net_new_mrr, make it up
inline constexpr auto opening_mrr = metric("opening_mrr", "Opening monthly recurring revenue",
    Better::higher, "0.3",
    ingredients::at_start_a_year * Rational(1, 12));

/// New MRR
/// Formula    what customers pay a month who paid nothing, and never had
/// Counts     each customer's steps from nothing, the first time
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     reactivation_mrr is of those who had paid before
inline constexpr auto new_mrr = metric("new_mrr", "New MRR", Better::higher, "0.3",
    ingredients::movement_of(MovementKind::new_business));

/// Expansion MRR
/// Formula    what customers pay a month more than the day before
/// Counts     each customer's steps up; not what he moves from one subscription to another
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     netted over the period, up and down in one month would be one movement
inline constexpr auto expansion_mrr = metric("expansion_mrr", "Expansion MRR", Better::higher, "0.3",
    ingredients::movement_of(MovementKind::expansion));

/// Contraction MRR
/// Formula    what customers pay a month less than the day before, above zero
/// Counts     each customer's steps down, but to nothing
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     a cancelled subscription of several is contraction here, and churn in reports by subscription
inline constexpr auto contraction_mrr = metric("contraction_mrr", "Contraction MRR", Better::lower, "0.3",
    -1 * ingredients::movement_of(MovementKind::contraction));

/// Churned MRR
/// Formula    what customers paid a month who now pay nothing, above zero
/// Counts     each customer's steps to nothing, those of who comes back a day later too
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     who pays nothing at the end of the period; lost_customers counts records of customers
inline constexpr auto churned_mrr = metric("churned_mrr", "Churned MRR", Better::lower, "0.3",
    -1 * ingredients::movement_of(MovementKind::churn));

/// Reactivation MRR
/// Formula    what customers pay a month who paid nothing, and had before
/// Counts     each customer's steps from nothing, but the first, however long it took, or as the policy says
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     new_mrr, in which some count them
inline constexpr auto reactivation_mrr = metric("reactivation_mrr", "Reactivation MRR", Better::higher, "0.3",
    ingredients::movement_of(MovementKind::reactivation));

/// Moved MRR
/// Formula    what customers moved from one of their subscriptions to another on a day
/// Counts     changes of plan, product or rep, up to the smaller amount: a switch from 100 to 130 moves 100
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time; over all subscriptions of a customer it is nothing
/// Rivals     expansion_mrr has the other 30
inline constexpr auto moved_mrr = metric("moved_mrr", "Moved MRR", Better::neither, "0.3",
    ingredients::movement_of(MovementKind::moved));

/// Net new MRR
/// Formula    new + expansion + reactivation - contraction - churned, + moved within groups
/// Counts     all movements: opening_mrr and this are mrr
/// Date       the first day with the new amount; subscriptions of one customer net on a day
/// Unit       money
/// No value   no subscription with a price has begun or ended: no_records
/// Rolls up   adds over groups and time
/// Rivals     new_mrr is of new customers alone
inline constexpr auto net_new_mrr = metric("net_new_mrr", "Net new MRR", Better::higher, "0.3",
    (sum(mrr_movement::yearly).by(mrr_movement::date) +
     sum_of_fractions(mrr_movement::yearly_above, mrr_movement::yearly_below)
         .where(is_known(mrr_movement::yearly_below)).by(mrr_movement::date)) * Rational(1, 12));

/// MRR growth
/// Formula    net_new_mrr / opening_mrr
/// Counts     all movements; subscriptions that run on the day before the period
/// Date       the day before the period, and the days of the movements
/// Unit       ratio, of the period
/// No value   nothing ran before: zero_denominator; nothing has ever moved: no_records
/// Rolls up   both add over groups; over time it is recomputed from the longer period
/// Rivals     change(mrr, previous), the same for periods that follow each other
inline constexpr auto mrr_growth = metric("mrr_growth", "MRR growth", Better::higher, "0.3",
    net_new_mrr / opening_mrr);

/// Quick ratio
/// Formula    (new + expansion + reactivation) / (contraction + churned)
/// Counts     all movements of the period
/// Date       the first day with the new amount
/// Unit       ratio
/// No value   nothing was lost: zero_denominator, and neither zero nor infinite
/// Rolls up   all movements add, and the ratio is recomputed
/// Rivals     without reactivation, or with it among the new
inline constexpr auto quick_ratio = metric("quick_ratio", "Quick ratio", Better::higher, "0.3",
    (new_mrr + expansion_mrr + reactivation_mrr) / (contraction_mrr + churned_mrr));

/// MRR churn rate
/// Formula    (churned_mrr + contraction_mrr) / opening_mrr
/// Counts     what is lost of all customers, those who joined in the period too
/// Date       the day before the period, and the days of the movements
/// Unit       ratio, of the period: a monthly and a yearly rate are not comparable
/// No value   nothing ran before: zero_denominator; nothing has ever moved: no_records
/// Rolls up   the amounts add over groups; over time it is recomputed from the longer period
/// Rivals     net_mrr_churn_rate; customer_churn_rate counts heads
inline constexpr auto mrr_churn_rate = metric("mrr_churn_rate", "MRR churn rate",
    Better::lower, "0.3",
    (churned_mrr + contraction_mrr) / opening_mrr);

/// Net MRR churn rate
/// Formula    (churned_mrr + contraction_mrr - expansion_mrr - reactivation_mrr) / opening_mrr
/// Counts     as mrr_churn_rate, less what other customers pay more, and who came back
/// Date       the day before the period, and the days of the movements
/// Unit       ratio, of the period; below zero where more was won than lost
/// No value   nothing ran before: zero_denominator; nothing has ever moved: no_records
/// Rolls up   the amounts add over groups; over time it is recomputed from the longer period
/// Rivals     mrr_churn_rate, the gross one; without reactivation it is higher
inline constexpr auto net_mrr_churn_rate = metric("net_mrr_churn_rate", "Net MRR churn rate",
    Better::lower, "0.3",
    (churned_mrr + contraction_mrr - expansion_mrr - reactivation_mrr) / opening_mrr);

/// Trials started
/// Formula    number of subscriptions that begin with a trial
/// Counts     those whose first day that is paid for comes after the first day
/// Date       the first day of the subscription
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     customers who try, of whom one may have several trials
inline constexpr auto trials_started = metric("trials_started", "Trials started", Better::higher, "0.3",
    count<Subscription>().where(ingredients::has_trial).by(subscription::started));

/// Trials ended
/// Formula    number of trials that are over, paid for afterwards or not
/// Counts     subscriptions with a trial
/// Date       the first day that is paid for, or the end of the subscription if that is earlier
/// Unit       count
/// No value   there are no subscriptions at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     trials_started, of which some are not over
inline constexpr auto trials_ended = metric("trials_ended", "Trials ended", Better::neither, "0.3",
    count<Subscription>()
        .where(ingredients::has_trial && (is_missing(subscription::ended) ||
                                          subscription::ended >= subscription::trial_until))
        .by(subscription::trial_until) +
    count<Subscription>()
        .where(ingredients::has_trial && subscription::ended < subscription::trial_until)
        .by(subscription::ended));

/// Trial conversion rate
/// Formula    trials that became paying / trials_ended
/// Counts     a trial is paid for whose subscription has a price and neither ends nor is paused on that day
/// Date       the day on which the trial is over
/// Unit       ratio
/// No value   no trial is over in the period: no_records
/// Rolls up   both numbers add, and the ratio is recomputed
/// Rivals     by trials started in the period, of which many are not over
inline constexpr auto trial_conversion_rate = metric("trial_conversion_rate", "Trial conversion rate",
    Better::higher, "0.3",
    count<Subscription>().where(ingredients::pays_after_trial).by(subscription::trial_until) /
        trials_ended);

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
