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

/// How often a subscription's price is due.
enum class Interval : std::uint8_t { week, month, quarter, half_year, year };
inline constexpr std::array<std::string_view, 5> interval_names{
    "week", "month", "quarter", "half_year", "year"};
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
    std::optional<Money> price{};  ///< for one interval
    Interval interval = Interval::month;
    std::optional<Date> started{};
    std::optional<Date> ended{};  ///< the first day without it; missing: still running
};

/// The fields of a subscription, for definitions.
namespace kpi::subscription {
inline constexpr auto id = field("id", &Subscription::id).identity().of_domain("subscription");
inline constexpr auto customer = field("customer", &Subscription::customer);
inline constexpr auto account = field("account", &Subscription::account);
inline constexpr auto rep = field("rep", &Subscription::rep);
inline constexpr auto product = field("product", &Subscription::product);
inline constexpr auto segment = field("segment", &Subscription::segment);
inline constexpr auto price = field("price", &Subscription::price);
inline constexpr auto interval = field("interval", &Subscription::interval).required();
inline constexpr auto started = field("started", &Subscription::started);
inline constexpr auto ended = field("ended", &Subscription::ended);

using Fields =
    FieldList<id, customer, account, rep, product, segment, price, interval, started, ended>;
}  // namespace kpi::subscription

template <>
struct Schema<Subscription> : kpi::subscription::Fields {
    static constexpr std::string_view table = "subscriptions";
    static constexpr detail::DateOrder in_order[]{
        {kpi::subscription::started.name, kpi::subscription::ended.name}};
    static constexpr std::string_view converted_by[]{
        kpi::subscription::started.name, kpi::subscription::ended.name};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::subscription::started.name,
        .begins = kpi::subscription::started.name,
        .in_order = in_order,
        .converted_by = converted_by,
        .ends = kpi::subscription::ended.name};
};

template <>
const RecordType& record_type<Subscription>();

}  // namespace saleskpi::inline v0_3
