// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a price by the week is by the month.
enum class WeekPolicy : std::uint8_t {
    of_52_a_year,  ///< 52 / 12
    of_4_33_a_month,
    of_365_25_days_a_year,  ///< 365.25 / 7 / 12
    of_4_a_month
};
inline constexpr std::array<std::string_view, 4> week_policy_names{
    "52_a_year", "4.33_a_month", "365.25_days_a_year", "4_a_month"};
constexpr std::span<const std::string_view> names_of(WeekPolicy) { return week_policy_names; }

/// What a price by the day is by the month: 365 / 12, or 30.
enum class DayPolicy : std::uint8_t { of_365_a_year, of_30_a_month };
inline constexpr std::array<std::string_view, 2> day_policy_names{"365_a_year", "30_a_month"};
constexpr std::span<const std::string_view> names_of(DayPolicy) { return day_policy_names; }

/// Which discounts make recurring revenue less.
enum class DiscountPolicy : std::uint8_t {
    always,        ///< each while it lasts
    forever_only,  ///< those without an end
    next_renewal,  ///< while the next amount that is due will have it
    never
};
inline constexpr std::array<std::string_view, 4> discount_policy_names{
    "always", "forever_only", "next_renewal", "never"};
constexpr std::span<const std::string_view> names_of(DiscountPolicy) {
    return discount_policy_names;
}

/// What a paused subscription is.
enum class PausePolicy : std::uint8_t {
    contraction,  ///< it brings nothing, and its customer stays one: contraction, then expansion
    keep,         ///< nothing happens
    churn         ///< it brings nothing: churn, then reactivation
};
inline constexpr std::array<std::string_view, 3> pause_policy_names{"contraction", "keep", "churn"};
constexpr std::span<const std::string_view> names_of(PausePolicy) { return pause_policy_names; }

/// When a subscription ends of which notice is given.
enum class CancellationPolicy : std::uint8_t {
    at_period_end,  ///< on the day `ended`
    at_once         ///< on the day `cancelled`, if that is earlier
};
inline constexpr std::array<std::string_view, 2> cancellation_policy_names{
    "at_period_end", "at_once"};
constexpr std::span<const std::string_view> names_of(CancellationPolicy) {
    return cancellation_policy_names;
}

/// By what rules a book counts recurring revenue: see BookBuilder::revenue_policy.
struct RevenuePolicy {
    WeekPolicy weeks = WeekPolicy::of_52_a_year;
    DayPolicy days = DayPolicy::of_365_a_year;
    DiscountPolicy discount = DiscountPolicy::always;
    PausePolicy pause = PausePolicy::contraction;
    CancellationPolicy cancellation = CancellationPolicy::at_period_end;
    /// Who comes back so many days after he left, or earlier, is reactivated, and who comes later is new.
    /// Missing: nobody who has paid before is new.
    std::optional<std::int32_t> reactivation_within{};

    bool operator==(const RevenuePolicy&) const = default;
};

/// All members by their names: "weeks 52_a_year, days 365_a_year, discount always, pause contraction,
/// cancellation at_period_end, reactivation_within any". Two policies are the same if their texts are.
std::string to_text(const RevenuePolicy& policy);

/// The members that are not as if nobody said anything, in that form: "discount never". Empty if there are
/// none.
std::string unusual_text(const RevenuePolicy& policy);

/// How a product counts, as far as it has published it: "stripe", "chartmogul". What it says nothing of
/// is as if nobody said anything. The sources are in docs/recurring-revenue.md. No value for a name
/// that is none of revenue_policy_names().
std::optional<RevenuePolicy> try_revenue_policy(std::string_view name);
/// The same; throws Error invalid_argument where that has no value.
RevenuePolicy revenue_policy(std::string_view name);
/// In alphabetical order.
std::span<const std::string_view> revenue_policy_names();

}  // namespace saleskpi::inline v0_3
