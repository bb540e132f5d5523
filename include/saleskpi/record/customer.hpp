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

/// Whether a customer was won through paid marketing or came unasked.
enum class Acquisition : std::uint8_t { paid, organic };
inline constexpr std::array<std::string_view, 2> acquisition_names{"paid", "organic"};
constexpr std::span<const std::string_view> names_of(Acquisition) { return acquisition_names; }

/// Who buys, and from when until when they were a customer. One who left and came back has a record
/// for each time, with an id of its own.
struct Customer {
    std::string id{};
    std::string name{};
    std::string rep{};
    std::string segment{};
    std::string industry{};
    std::string geography{};
    std::string employee_size{};  ///< a band: "50-249"
    std::string source{};
    std::string channel{};
    std::optional<Acquisition> acquisition{};
    std::optional<std::int64_t> employees{};
    std::optional<Date> since{};  ///< the first day as a customer
    std::optional<Date> until{};  ///< the first day no longer one; missing: still
};

/// The fields of a customer, for definitions: `count(customers).by(customer::since)`.
namespace kpi::customer {
inline constexpr auto id = field("id", &Customer::id).identity().of_domain("customer");
inline constexpr auto name = field("name", &Customer::name).of_domain("customer_name");
inline constexpr auto rep = field("rep", &Customer::rep);
inline constexpr auto segment = field("segment", &Customer::segment);
inline constexpr auto industry = field("industry", &Customer::industry);
inline constexpr auto geography = field("geography", &Customer::geography);
inline constexpr auto employee_size = field("employee_size", &Customer::employee_size);
inline constexpr auto source = field("source", &Customer::source);
inline constexpr auto channel = field("channel", &Customer::channel);
inline constexpr auto acquisition = field("acquisition", &Customer::acquisition);
inline constexpr auto employees = field("employees", &Customer::employees).within({.least = 0});
inline constexpr auto since = field("since", &Customer::since);
inline constexpr auto until = field("until", &Customer::until);

using Fields = FieldList<
    id,
    name,
    rep,
    segment,
    industry,
    geography,
    employee_size,
    source,
    channel,
    acquisition,
    employees,
    since,
    until>;
}  // namespace kpi::customer

template <>
struct Schema<Customer> : kpi::customer::Fields {
    static constexpr std::string_view table = "customers";
    static constexpr detail::DateOrder in_order[]{
        {kpi::customer::since.name, kpi::customer::until.name}};
    /// What a customer is, and not how they came: a deal may have come another way.
    static constexpr detail::LookedUp given_to_all[]{
        {kpi::customer::segment.domain, kpi::customer::segment.domain},
        {kpi::customer::industry.domain, kpi::customer::industry.domain},
        {kpi::customer::geography.domain, kpi::customer::geography.domain},
        {kpi::customer::employee_size.domain, kpi::customer::employee_size.domain}};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::customer::since.name,
        .begins = kpi::customer::since.name,
        .is_common = true,
        .in_order = in_order,
        .ends = kpi::customer::until.name,
        .given_to_all = given_to_all};
};

template <>
const RecordType& record_type<Customer>();

}  // namespace saleskpi::inline v0_3
