// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/value/rational.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How often an interval is in a year: a week 52 times.
Rational intervals_of_year(Interval interval, const RevenuePolicy& policy);

/// The fields that count something, one where nobody says how many.
inline constexpr std::array<std::string_view, 2> read_counts{
    kpi::subscription::quantity.name, kpi::subscription::interval_count.name};

/// What its terms make of a subscription on a day.
struct TermsOfDay {
    bool is_unpaid = false;      ///< on trial, paused, or the discount takes all
    bool is_on_hold = false;     ///< paused, and its customer stays one
    bool is_discounted = false;  ///< less is paid than without a discount

    bool operator==(const TermsOfDay&) const = default;
};

/// Reads the terms of subscriptions, or of rows that stand in their place: what was found wrong is noted of
/// the records. It knows the columns that the table had when it was made.
class SubscriptionTerms {
public:
    SubscriptionTerms(const RawTable& records, const RawTable& table, const RevenuePolicy& policy);

    /// Whether any row has terms.
    bool has_any() const;
    /// Whether a row has any that change what it brings.
    bool has_any(std::size_t row) const;
    bool has_negative_discount(std::size_t row) const;
    /// Since when a row is in a stock; missing_day: since ever.
    std::int32_t first_day(std::size_t row) const;
    /// The days after the first on which its terms may become others, while it is in a stock.
    std::vector<std::int32_t> turns(std::size_t row) const;
    TermsOfDay on(std::size_t row, std::int32_t day) const;
    /// price x quantity, less the discount of a day. Nothing where it is not known.
    std::optional<Rational> due(std::size_t row, std::int32_t day) const;
    /// What it brings in a year as it is first paid for. Nothing where it is not known.
    std::optional<Rational> yearly(std::size_t row) const;

private:
    std::optional<std::int64_t> count_of(
        const RawColumn* column, std::string_view name, std::size_t row) const;
    std::optional<Rational> whole(std::size_t row) const;
    bool has_discount(std::size_t row) const;
    bool counts_discount(std::size_t row, std::int32_t day) const;
    std::int32_t end_of_discount(std::size_t row) const;
    std::int32_t last_renewal_before(std::size_t row, std::int32_t day) const;
    std::int32_t first_paid_day(std::size_t row) const;

    const RawTable* table_;
    RevenuePolicy policy_;
    const RawColumn* unread_;  // of the records
    const RawColumn* price_;
    const RawColumn* quantity_;
    const RawColumn* interval_;
    const RawColumn* interval_count_;
    const RawColumn* trial_until_;
    const RawColumn* discount_;
    const RawColumn* discount_rate_;
    const RawColumn* discount_until_;
    const RawColumn* paused_;
    const RawColumn* resumed_;
};

}  // namespace saleskpi::inline v0_3::detail
