// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// An offer with a price, sent to a customer. A book looks up what became of its deal, and whose it is,
/// where the quote itself does not say it.
struct Quote {
    std::string id{};
    std::string deal{};
    std::string customer{};
    std::string rep{};
    std::optional<Date> sent{};
    std::optional<Money> amount{};
    std::optional<Date> accepted{};     ///< the day the customer accepted it
    std::optional<Stage> deal_stage{};  ///< of the deal, to this day
    std::optional<Date> deal_closed{};
};

/// The fields of a quote, for definitions: `count(quotes).by(quote::sent)`.
namespace kpi::quote {
inline constexpr auto id = field("id", &Quote::id).identity().of_domain("quote");
inline constexpr auto deal = field("deal", &Quote::deal);
inline constexpr auto customer = field("customer", &Quote::customer);
inline constexpr auto rep = field("rep", &Quote::rep);
inline constexpr auto sent = field("sent", &Quote::sent);
inline constexpr auto amount = field("amount", &Quote::amount);
inline constexpr auto accepted = field("accepted", &Quote::accepted);
inline constexpr auto deal_stage = field("deal_stage", &Quote::deal_stage).of_domain("stage");
inline constexpr auto deal_closed = field("deal_closed", &Quote::deal_closed);

using Fields = FieldList<id, deal, customer, rep, sent, amount, accepted, deal_stage, deal_closed>;
}  // namespace kpi::quote

template <>
struct Schema<Quote> : kpi::quote::Fields {
    static constexpr std::string_view table = "quotes";
    static constexpr std::string_view converted_by[]{
        kpi::quote::sent.name, kpi::quote::accepted.name, kpi::quote::deal_closed.name};
    static constexpr detail::LookedUp from_deal[]{
        {kpi::quote::customer.name, kpi::deal::customer.name},
        {kpi::quote::deal_stage.name, kpi::deal::stage.name},
        {kpi::quote::deal_closed.name, kpi::deal::closed.name}};
    static constexpr detail::LookUp look_ups[]{{kpi::quote::deal.name, "deals", from_deal, true}};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::quote::sent.name,
        .begins = kpi::quote::sent.name,
        .of_another = kpi::quote::deal_closed.name,
        .converted_by = converted_by,
        .look_ups = look_ups,
        .of_deal = kpi::quote::deal.name};
};

template <>
const RecordType& record_type<Quote>();

}  // namespace saleskpi::inline v0_3
