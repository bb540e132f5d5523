// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a deal became on a day: one line of its history.
struct StageChange {
    std::string deal{};
    std::optional<Date> date{};
    Stage stage = Stage::open;
    std::string pipeline_stage{};
    std::optional<Money> amount{};        ///< the deal's amount from that day on
    std::optional<std::int64_t> order{};  ///< of several on one day the greatest comes last
};

/// The fields of a stage change, for definitions.
namespace kpi::stage_change {
inline constexpr auto deal = field("deal", &StageChange::deal).required();
inline constexpr auto date = field("date", &StageChange::date).required();
inline constexpr auto stage = field("stage", &StageChange::stage).required();
inline constexpr auto pipeline_stage = field("pipeline_stage", &StageChange::pipeline_stage);
inline constexpr auto amount = field("amount", &StageChange::amount);
inline constexpr auto order = field("order", &StageChange::order);

using Fields = FieldList<deal, date, stage, pipeline_stage, amount, order>;
}  // namespace kpi::stage_change

template <>
struct Schema<StageChange> : kpi::stage_change::Fields {
    static constexpr std::string_view table = "stage_changes";
    static constexpr std::string_view converted_by[]{kpi::stage_change::date.name};
    static constexpr std::string_view key[]{
        kpi::stage_change::deal.name, kpi::stage_change::date.name, kpi::stage_change::order.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .part_of = {kpi::stage_change::deal.name, "deals"},
        .order = kpi::stage_change::order.name,
        .clustered_by = kpi::stage_change::date.name,
        .begins = kpi::stage_change::date.name,
        .converted_by = converted_by,
        .of_deal = kpi::stage_change::deal.name};
};

template <>
const RecordType& record_type<StageChange>();

}  // namespace saleskpi::inline v0_3
