// SPDX-License-Identifier: MIT
#include "book/subscription_terms.hpp"

#include "book/book_table.hpp"
#include "book/in_force_rows.hpp"
#include "book/table_rules.hpp"
#include "record/yearly_value.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/value/decimal.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

namespace fields = kpi::subscription;

bool is_known(const RawColumn* column, std::size_t row) {
    return column && !column->is_missing(row);
}

std::int32_t day_of(const RawColumn* column, std::size_t row) {
    return column ? column->small_at(row) : missing_day;
}

Date date_of(std::int32_t day) { return Date{date::days{day}}; }

/// Nothing of an amount that no number of 64 bits comes of in any case.
Rational discounted_by(const Rational& amount, const Rational& rate) {
    constexpr int128 greatest = int128{1} << 96;
    return amount.numerator() < greatest ? amount * rate : Rational{};
}

constexpr std::array<int, interval_names.size()> months_of{0, 0, 1, 3, 6, 12};

}  // namespace

Rational intervals_of_year(Interval interval, const RevenuePolicy& policy) {
    if (interval == Interval::day) return policy.days == DayPolicy::of_30_a_month ? 360 : 365;
    if (interval != Interval::week) return intervals_of_year(interval);
    switch (policy.weeks) {
        case WeekPolicy::of_4_33_a_month:
            return Rational{433 * 12, 100};
        case WeekPolicy::of_365_25_days_a_year:
            return Rational{36525, 700};
        case WeekPolicy::of_4_a_month:
            return 48;
        case WeekPolicy::of_52_a_year:
            break;
    }
    return intervals_of_year(interval);
}

SubscriptionTerms::SubscriptionTerms(
    const RawTable& records, const RawTable& table, const RevenuePolicy& policy)
    : table_{&table},
      policy_{policy},
      unread_{records.find(in_force_unread)},
      price_{table.find(fields::price.name)},
      quantity_{table.find(fields::quantity.name)},
      interval_{table.find(fields::interval.name)},
      interval_count_{table.find(fields::interval_count.name)},
      trial_until_{table.find(fields::trial_until.name)},
      discount_{table.find(fields::discount.name)},
      discount_rate_{table.find(fields::discount_rate.name)},
      discount_until_{table.find(fields::discount_until.name)},
      paused_{table.find(fields::paused.name)},
      resumed_{table.find(fields::resumed.name)} {}

bool SubscriptionTerms::has_any() const {
    const auto is_used = [](const RawColumn* column) {
        return column && !(column->small.empty() && column->numbers.empty());
    };
    return is_used(trial_until_) || is_used(paused_) || is_used(discount_) ||
           is_used(discount_rate_);
}

bool SubscriptionTerms::has_any(std::size_t row) const {
    return is_known(trial_until_, row) || is_known(paused_, row) || has_discount(row);
}

bool SubscriptionTerms::has_negative_discount(std::size_t row) const {
    return is_known(discount_, row) && discount_->number_at(row) < 0;
}

bool SubscriptionTerms::has_discount(std::size_t row) const {
    return (is_known(discount_, row) && discount_->number_at(row) > 0) ||
           (is_known(discount_rate_, row) && discount_rate_->number_at(row) > 0);
}

std::int32_t SubscriptionTerms::first_day(std::size_t row) const {
    std::int32_t first = day_at(*table_, fields::started.name, row);
    if (first == missing_day)
        for (const RawColumn& column : table_->columns())
            if (column.is_date() && is_sign_of_life(rules_of(table_->name()), column))
                first = earlier_day(first, column.small_at(row));
    return later_begin(first, day_at(*table_, in_force_from, row));
}

std::int32_t SubscriptionTerms::first_paid_day(std::size_t row) const {
    return later_begin(first_day(row), day_of(trial_until_, row));
}

/// Nobody says how often before his first day: a price is due again and again from that on.
std::int32_t SubscriptionTerms::last_renewal_before(std::size_t row, std::int32_t day) const {
    const std::int32_t first = first_paid_day(row);
    const auto count = count_of(interval_count_, fields::interval_count.name, row);
    if (first == missing_day || day <= first || !count || !interval_) return day;
    constexpr std::int64_t longest = 120'000;  // months: longer than there are years
    const auto interval = static_cast<Interval>(interval_->small_at(row));
    const std::int64_t step = (std::min)(*count, longest);
    if (const int months = months_of.at(static_cast<std::size_t>(interval)); months > 0) {
        const auto whole_months = [](std::int32_t of) {
            const date::year_month_day ymd{date_of(of)};
            return int{ymd.year()} * 12 + static_cast<int>(unsigned{ymd.month()});
        };
        const std::int64_t many = step * months;
        std::int64_t times = (whole_months(day) - whole_months(first)) / many;
        const auto renewal = [&] {
            return day_number(add_months(date_of(first), static_cast<int>(times * many)));
        };
        if (renewal() >= day) --times;
        return renewal();
    }
    const std::int64_t days = step * (interval == Interval::week ? 7 : 1);
    return first + static_cast<std::int32_t>((day - 1 - first) / days * days);
}

/// The first day on which it does not count; missing_day if it always does.
std::int32_t SubscriptionTerms::end_of_discount(std::size_t row) const {
    const std::int32_t until = day_of(discount_until_, row);
    if (until == missing_day || policy_.discount != DiscountPolicy::next_renewal) return until;
    return last_renewal_before(row, until);
}

bool SubscriptionTerms::counts_discount(std::size_t row, std::int32_t day) const {
    if (policy_.discount == DiscountPolicy::never || !has_discount(row)) return false;
    const std::int32_t until = end_of_discount(row);
    if (until == missing_day) return true;
    return policy_.discount != DiscountPolicy::forever_only && day < until;
}

std::vector<std::int32_t> SubscriptionTerms::turns(std::size_t row) const {
    const std::int32_t first = first_day(row);
    const std::int32_t last =
        earlier_day(day_at(*table_, fields::ended.name, row), day_at(*table_, in_force_until, row));
    std::vector<std::int32_t> days;
    for (const std::int32_t day :
         {day_of(trial_until_, row), day_of(paused_, row), day_of(resumed_, row),
          has_discount(row) ? end_of_discount(row) : missing_day})
        if (day > first && (last == missing_day || day < last)) days.push_back(day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

TermsOfDay SubscriptionTerms::on(std::size_t row, std::int32_t day) const {
    const auto amount = due(row, day);
    if (!amount || whole(row)->is_zero()) return {};
    const auto is_before = [&](const RawColumn* column) {
        return is_known(column, row) && day < column->small_at(row);
    };
    if (is_before(trial_until_)) return {.is_unpaid = true};
    const bool is_paused = is_known(paused_, row) && !is_before(paused_) &&
                           (!is_known(resumed_, row) || is_before(resumed_));
    if (is_paused && policy_.pause != PausePolicy::keep)
        return {
            .is_unpaid = true,
            .is_on_hold = policy_.pause == PausePolicy::contraction && amount->sign() > 0};
    if (amount->is_zero()) return {.is_unpaid = true};
    return {.is_discounted = counts_discount(row, day)};
}

/// How many there are; 1 where nobody says. Nothing where what is said was no such number.
std::optional<std::int64_t> SubscriptionTerms::count_of(
    const RawColumn* column, std::string_view name, std::size_t row) const {
    if (is_known(column, row)) return column->number_at(row);
    const std::size_t record = table_->is_variant() ? table_->instead_of(row) : row;
    const auto bit = std::find(read_counts.begin(), read_counts.end(), name) - read_counts.begin();
    const bool is_unread =
        is_known(unread_, record) && ((unread_->number_at(record) >> bit) & 1) != 0;
    return is_unread ? std::nullopt : std::optional<std::int64_t>{1};
}

std::optional<Rational> SubscriptionTerms::whole(std::size_t row) const {
    if (!is_known(price_, row)) return std::nullopt;
    const auto quantity = count_of(quantity_, fields::quantity.name, row);
    if (!quantity) return std::nullopt;
    return Rational{int128{price_->number_at(row)} * *quantity};
}

std::optional<Rational> SubscriptionTerms::due(std::size_t row, std::int32_t day) const {
    const auto all = whole(row);
    if (!all || all->sign() <= 0 || !counts_discount(row, day)) return all;
    Rational less;
    if (is_known(discount_rate_, row))
        less += discounted_by(*all, Decimal::from_nanos(discount_rate_->number_at(row)).exact());
    if (is_known(discount_, row) && discount_->number_at(row) > 0)
        less += Rational{discount_->number_at(row)};
    return less < *all ? *all - less : Rational{};
}

std::optional<Rational> SubscriptionTerms::yearly(std::size_t row) const {
    if (!is_known(interval_, row)) return std::nullopt;
    const auto amount = due(row, has_discount(row) ? first_paid_day(row) : missing_day);
    const auto count = count_of(interval_count_, fields::interval_count.name, row);
    // Rows that are rejected may say anything.
    if (!amount || !count || *count <= 0) return std::nullopt;
    return yearly_amount(
        *amount, intervals_of_year(static_cast<Interval>(interval_->small_at(row)), policy_),
        *count);
}

}  // namespace saleskpi::inline v0_3::detail
