// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Someone who may become a customer, and the day of each step they took on the way.
struct Lead {
    std::string id{};
    std::string rep{};
    std::string customer{};  ///< the customer they became
    std::string deal{};      ///< the deal that came of it

    std::string source{};
    std::string channel{};
    std::string campaign{};
    std::string segment{};
    std::string industry{};
    std::string geography{};
    std::string employee_size{};  ///< of the company, as a band: "50-249"
    std::string contact_title{};

    std::optional<Date> created{};
    std::optional<Date> signed_up{};        ///< for a trial, a newsletter, an event
    std::optional<Date> first_activity{};   ///< the first touch by a representative
    std::optional<Date> qualified{};        ///< by marketing (MQL)
    std::optional<Date> accepted{};         ///< by sales (SAL)
    std::optional<Date> sales_qualified{};  ///< by sales, as a real chance (SQL)
    std::optional<Date> converted{};        ///< when they became a deal or a customer
};

/// The fields of a lead, for definitions: `count(leads).by(lead::created)`.
namespace kpi::lead {
inline constexpr auto id = field("id", &Lead::id).identity().of_domain("lead");
inline constexpr auto rep = field("rep", &Lead::rep);
inline constexpr auto customer = field("customer", &Lead::customer);
inline constexpr auto deal = field("deal", &Lead::deal);
inline constexpr auto source = field("source", &Lead::source);
inline constexpr auto channel = field("channel", &Lead::channel);
inline constexpr auto campaign = field("campaign", &Lead::campaign);
inline constexpr auto segment = field("segment", &Lead::segment);
inline constexpr auto industry = field("industry", &Lead::industry);
inline constexpr auto geography = field("geography", &Lead::geography);
inline constexpr auto employee_size = field("employee_size", &Lead::employee_size);
inline constexpr auto contact_title = field("contact_title", &Lead::contact_title);
inline constexpr auto created = field("created", &Lead::created);
inline constexpr auto signed_up = field("signed_up", &Lead::signed_up);
inline constexpr auto first_activity = field("first_activity", &Lead::first_activity);
inline constexpr auto qualified = field("qualified", &Lead::qualified);
inline constexpr auto accepted = field("accepted", &Lead::accepted);
inline constexpr auto sales_qualified = field("sales_qualified", &Lead::sales_qualified);
inline constexpr auto converted = field("converted", &Lead::converted);

using Fields = FieldList<
    id,
    rep,
    customer,
    deal,
    source,
    channel,
    campaign,
    segment,
    industry,
    geography,
    employee_size,
    contact_title,
    created,
    signed_up,
    first_activity,
    qualified,
    accepted,
    sales_qualified,
    converted>;
}  // namespace kpi::lead

template <>
struct Schema<Lead> : kpi::lead::Fields {
    static constexpr std::string_view table = "leads";
    static constexpr detail::DateOrder in_order[]{
        {kpi::lead::created.name, kpi::lead::converted.name},
        {kpi::lead::created.name, kpi::lead::qualified.name}};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::lead::created.name,
        .begins = kpi::lead::created.name,
        .in_order = in_order};
};

template <>
const RecordType& record_type<Lead>();

}  // namespace saleskpi::inline v0_3
