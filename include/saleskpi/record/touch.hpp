// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/deal.hpp>
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

/// Which of its deal's touches one is.
enum class TouchPosition : std::uint8_t { only, first, middle, last };
inline constexpr std::array<std::string_view, 4> touch_position_names{
    "only", "first", "middle", "last"};
constexpr std::span<const std::string_view> names_of(TouchPosition) { return touch_position_names; }

/// Something that brought a deal forward: an advertisement, an event, a call. A deal may have
/// several; a book shares its amount out among them. What follows `campaign` is filled by the book
/// where the touch itself does not say it.
struct Touch {
    std::string deal{};
    std::optional<Date> date{};
    std::string source{};
    std::string channel{};
    std::string campaign{};

    std::string rep{};  ///< of the deal; of a shared one the first who has credit
    std::optional<Stage> deal_stage{};
    std::optional<Date> deal_closed{};
    std::optional<Money> deal_amount{};  ///< all of it
    /// Its equal part of the deal's amount, to the cent. A touch after the closing has none.
    std::optional<Money> amount{};
    std::optional<TouchPosition> position{};  ///< by day; none after the closing
};

/// The fields of a touch, for definitions: `sum(touch::amount)`.
namespace kpi::touch {
inline constexpr auto deal = field("deal", &Touch::deal).required();
inline constexpr auto date = field("date", &Touch::date).required();
inline constexpr auto source = field("source", &Touch::source);
inline constexpr auto channel = field("channel", &Touch::channel);
inline constexpr auto campaign = field("campaign", &Touch::campaign);
inline constexpr auto rep = field("rep", &Touch::rep);
inline constexpr auto deal_stage = field("deal_stage", &Touch::deal_stage).of_domain("stage");
inline constexpr auto deal_closed = field("deal_closed", &Touch::deal_closed);
inline constexpr auto deal_amount = field("deal_amount", &Touch::deal_amount);
inline constexpr auto amount = field("amount", &Touch::amount);
inline constexpr auto position = field("position", &Touch::position).of_domain("touch_position");

using Fields = FieldList<
    deal,
    date,
    source,
    channel,
    campaign,
    rep,
    deal_stage,
    deal_closed,
    deal_amount,
    amount,
    position>;
}  // namespace kpi::touch

template <>
struct Schema<Touch> : kpi::touch::Fields {
    static constexpr std::string_view table = "touches";
    static constexpr std::string_view converted_by[]{
        kpi::touch::date.name, kpi::touch::deal_closed.name};
    static constexpr detail::LookedUp from_deal[]{
        {kpi::touch::rep.name, kpi::deal::rep.name},
        {kpi::touch::deal_stage.name, kpi::deal::stage.name},
        {kpi::touch::deal_closed.name, kpi::deal::closed.name},
        {kpi::touch::deal_amount.name, kpi::deal::amount.name}};
    static constexpr detail::LookUp look_ups[]{{kpi::touch::deal.name, "deals", from_deal}};
    static constexpr detail::TableRules rules{
        .part_of = {kpi::touch::deal.name, "deals"},
        .clustered_by = kpi::touch::date.name,
        .begins = kpi::touch::date.name,
        .of_another = kpi::touch::deal_closed.name,
        .converted_by = converted_by,
        .look_ups = look_ups,
        .of_deal = kpi::touch::deal.name};
};

template <>
const RecordType& record_type<Touch>();

}  // namespace saleskpi::inline v0_3
