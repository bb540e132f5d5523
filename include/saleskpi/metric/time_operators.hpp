// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/metric/steps.hpp>

/// The same metric in other periods, and by their length. For constants and definitions alike.
namespace saleskpi {

inline constexpr Shift previous = Shift::previous;              ///< the period before
inline constexpr Shift year_over_year = Shift::year_over_year;  ///< the same period a year before

namespace detail {

constexpr std::string_view change_title(Shift shift) {
    return shift == Shift::previous ? ", change to the period before"
                                    : ", change to the year before";
}
constexpr std::string_view before_title(Shift shift) {
    return shift == Shift::previous ? ", the period before" : ", the year before";
}

}  // namespace detail

/// (now - before) / |before|, before being the period that `shift` names; of a period that is cut
/// short, the same elapsed part. No value: no_prior_period, zero_base.
template <AnyMetric M>
constexpr auto change(const M& m, Shift shift) {
    using namespace detail;
    return metric(
        call_text("change", m, name(shift)), title_text(m, change_title(shift)), m.better(), "0.1",
        change_of(m.formula(), shift));
}

/// The metric in the period that `shift` names. No value: no_prior_period.
template <AnyMetric M>
constexpr auto before(const M& m, Shift shift) {
    using namespace detail;
    return metric(
        call_text("before", m, name(shift)), title_text(m, before_title(shift)), m.better(), "0.2",
        before_of(m.formula(), shift));
}

/// The length of the period in months, each calendar month counting as one.
constexpr auto period_months() { return detail::length<Unit::months>(Step::Op::period_months); }
/// The days of the period's elapsed part: up to the day as of which the book is known.
constexpr auto days_elapsed() { return detail::length<Unit::days>(Step::Op::days_elapsed); }
/// All days of the period, also those that a report's window cuts off at its end.
constexpr auto days_in_period() { return detail::length<Unit::days>(Step::Op::days_in_period); }
/// The days of the period after its elapsed part.
constexpr auto days_left() { return detail::length<Unit::days>(Step::Op::days_left); }
/// The working days, by the calendar, of the period's elapsed part.
constexpr auto working_days() { return detail::length<Unit::days>(Step::Op::working_days); }

/// What an amount or a number comes to on an average day of the period's elapsed part.
/// No value: immature, before the period has begun.
template <AnyMetric M>
constexpr auto per_day(const M& m) {
    using namespace detail;
    return metric(
        call_text("per_day", m), title_text(m, " per day"), m.better(), "0.2",
        m.formula() / days_elapsed());
}

/// The same by working days. No value also: zero_denominator, in a period without any.
template <AnyMetric M>
constexpr auto per_working_day(const M& m) {
    using namespace detail;
    return metric(
        call_text("per_working_day", m), title_text(m, " per working day"), m.better(), "0.2",
        m.formula() / working_days());
}

}  // namespace saleskpi
