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

enum class UsageKind : std::uint8_t { login, session, feature };
inline constexpr std::array<std::string_view, 3> usage_kind_names{"login", "session", "feature"};
constexpr std::span<const std::string_view> names_of(UsageKind) { return usage_kind_names; }

/// A customer's use of the product.
struct UsageEvent {
    std::optional<Date> date{};
    UsageKind kind = UsageKind::login;
    std::string customer{};
    std::string user{};                 ///< the person
    std::optional<Decimal> duration{};  ///< in days: an hour is 1/24
    std::string product{};
};

/// The fields of a usage event, for definitions.
namespace kpi::usage_event {
inline constexpr auto date = field("date", &UsageEvent::date);
inline constexpr auto kind = field("kind", &UsageEvent::kind).required().of_domain("usage_kind");
inline constexpr auto customer = field("customer", &UsageEvent::customer);
inline constexpr auto user = field("user", &UsageEvent::user);
inline constexpr auto duration =
    field<Unit::days>("duration", &UsageEvent::duration).within({.least = 0});
inline constexpr auto product = field("product", &UsageEvent::product);

using Fields = FieldList<date, kind, customer, user, duration, product>;
}  // namespace kpi::usage_event

template <>
struct Schema<UsageEvent> : kpi::usage_event::Fields {
    static constexpr std::string_view table = "usage_events";
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::usage_event::date.name, .begins = kpi::usage_event::date.name};
};

template <>
const RecordType& record_type<UsageEvent>();

}  // namespace saleskpi::inline v0_3
