// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A customer's call for help.
struct Ticket {
    std::string id{};
    std::optional<Date> opened{};
    std::optional<Date> resolved{};
    std::string customer{};
    std::string rep{};
    std::string product{};
    std::string severity{};
};

/// The fields of a ticket, for definitions: `count(tickets).by(ticket::opened)`.
namespace kpi::ticket {
inline constexpr auto id = field("id", &Ticket::id).identity().of_domain("ticket");
inline constexpr auto opened = field("opened", &Ticket::opened);
inline constexpr auto resolved = field("resolved", &Ticket::resolved);
inline constexpr auto customer = field("customer", &Ticket::customer);
inline constexpr auto rep = field("rep", &Ticket::rep);
inline constexpr auto product = field("product", &Ticket::product);
inline constexpr auto severity = field("severity", &Ticket::severity);

using Fields = FieldList<id, opened, resolved, customer, rep, product, severity>;
}  // namespace kpi::ticket

template <>
struct Schema<Ticket> : kpi::ticket::Fields {
    static constexpr std::string_view table = "tickets";
    static constexpr detail::DateOrder in_order[]{
        {kpi::ticket::opened.name, kpi::ticket::resolved.name}};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::ticket::opened.name,
        .begins = kpi::ticket::opened.name,
        .in_order = in_order};
};

template <>
const RecordType& record_type<Ticket>();

}  // namespace saleskpi::inline v0_3
