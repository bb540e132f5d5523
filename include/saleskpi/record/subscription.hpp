// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// How often a subscription's price is due, or the unit of how often.
enum class Interval : std::uint8_t { day, week, month, quarter, half_year, year };
inline constexpr std::array<std::string_view, 6> interval_names{"day",     "week",      "month",
                                                                "quarter", "half_year", "year"};
constexpr std::span<const std::string_view> names_of(Interval) { return interval_names; }

/// A product that a customer pays for again and again. A changed price is a new subscription that
/// starts on the day the old one ends.
struct Subscription {
    std::string id{};
    std::string customer{};
    std::string account{};  ///< the paying unit, where a customer has several or shares one
    std::string rep{};
    std::string product{};
    std::string segment{};
    std::optional<Money> price{};            ///< of one, for as many intervals as it is due at
    std::optional<std::int64_t> quantity{};  ///< of seats, say; missing: one
    Interval interval = Interval::month;
    std::optional<std::int64_t>
        interval_count{};  ///< due at every so many intervals; missing: at each
    std::optional<Date> started{};
    std::optional<Date> ended{};       ///< the first day without it; missing: still running
    std::optional<Date> contracted{};  ///< the day on which it was agreed
    std::optional<Date>
        trial_until{};  ///< the first day that is paid for: from `started` it is on trial
    std::optional<Money> discount{};         ///< off price x quantity, each time that it is due
    std::optional<Decimal> discount_rate{};  ///< the same as a part of it, 0 to 1
    std::optional<Date> discount_until{};    ///< the first day without it; missing: for ever
    std::optional<Date> paused{};
    std::optional<Date> resumed{};    ///< the first day after a pause; missing: still paused
    std::optional<Date> cancelled{};  ///< the day on which notice was given, whenever it ends
};

namespace detail {

// What a subscription brings in a year: see the fields below. Nothing where its price is unknown or an
// interval lasts no time; they throw Error overflow where 64 bits do not hold it.
std::optional<Money> yearly_whole(const Subscription& subscription);
std::optional<Money> yearly_above(const Subscription& subscription);
std::optional<std::int64_t> yearly_below(const Subscription& subscription);

}  // namespace detail

/// The fields of a subscription, for definitions.
///
/// What it brings in a year is price x quantity x 365, 52, 12, 4, 2 or 1 / interval_count. Of that `yearly`
/// has the whole cents, rounded down, and yearly_above / yearly_below what is left of one, if anything is.
/// So nothing is lost, sums are fast, and books of any data can be merged. A book works them out.
namespace kpi::subscription {
inline constexpr auto id = field("id", &Subscription::id).identity().of_domain("subscription");
inline constexpr auto customer = field("customer", &Subscription::customer);
inline constexpr auto account = field("account", &Subscription::account);
inline constexpr auto rep = field("rep", &Subscription::rep);
inline constexpr auto product = field("product", &Subscription::product);
inline constexpr auto segment = field("segment", &Subscription::segment);
inline constexpr auto price = field("price", &Subscription::price);
inline constexpr auto quantity = field("quantity", &Subscription::quantity).within({0, {}});
inline constexpr auto interval = field("interval", &Subscription::interval).required();
inline constexpr auto interval_count =
    field("interval_count", &Subscription::interval_count).within({1, {}});
inline constexpr auto started = field("started", &Subscription::started);
inline constexpr auto ended = field("ended", &Subscription::ended);
inline constexpr auto contracted = field("contracted", &Subscription::contracted);
inline constexpr auto trial_until = field("trial_until", &Subscription::trial_until).foreseen();
inline constexpr auto discount = field("discount", &Subscription::discount);
inline constexpr auto discount_rate =
    field("discount_rate", &Subscription::discount_rate).within({0, 1});
inline constexpr auto discount_until =
    field("discount_until", &Subscription::discount_until).foreseen();
inline constexpr auto paused = field("paused", &Subscription::paused);
inline constexpr auto resumed = field("resumed", &Subscription::resumed).foreseen();
inline constexpr auto cancelled = field("cancelled", &Subscription::cancelled);

inline constexpr auto yearly = computed("yearly", &detail::yearly_whole).made_by_book();
inline constexpr auto yearly_above = computed("yearly_above", &detail::yearly_above).made_by_book();
inline constexpr auto yearly_below = computed("yearly_below", &detail::yearly_below).made_by_book();

using Fields = FieldList<
    id,
    customer,
    account,
    rep,
    product,
    segment,
    price,
    quantity,
    interval,
    interval_count,
    started,
    ended,
    contracted,
    trial_until,
    discount,
    discount_rate,
    discount_until,
    paused,
    resumed,
    cancelled,
    yearly,
    yearly_above,
    yearly_below>;
}  // namespace kpi::subscription

template <>
struct Schema<Subscription> : kpi::subscription::Fields {
    static constexpr std::string_view table = "subscriptions";
    static constexpr detail::DateOrder in_order[]{
        {kpi::subscription::started.name, kpi::subscription::ended.name},
        {kpi::subscription::started.name, kpi::subscription::trial_until.name},
        {kpi::subscription::paused.name, kpi::subscription::resumed.name}};
    static constexpr std::string_view converted_by[]{
        kpi::subscription::started.name, kpi::subscription::ended.name,
        kpi::subscription::contracted.name, kpi::subscription::paused.name,
        kpi::subscription::cancelled.name};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::subscription::started.name,
        .begins = kpi::subscription::started.name,
        .in_order = in_order,
        .converted_by = converted_by,
        .ends = kpi::subscription::ended.name,
        .factor = {kpi::subscription::quantity.name, kpi::subscription::price.name},
        .together = {kpi::subscription::customer.name, "customers"}};
};

template <>
const RecordType& record_type<Subscription>();

}  // namespace saleskpi::inline v0_3
