// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A place in a pipeline, by its number. Its names are those of BookBuilder::pipeline and known only to
/// a book. They are compared in the order of the deal's own pipeline: `stage_visit::furthest >=
/// "Proposal"` holds for no deal of a pipeline that has no such stage.
enum class PipelineStep : std::uint16_t {};
constexpr std::span<const std::string_view> names_of(PipelineStep) { return {}; }

/// One stay of a deal in a stage of the pipeline, or a stage that it passed without a stay. A book
/// with a pipeline derives them from the stage changes: they are not loaded.
struct StageVisit {
    std::string deal{};
    std::string rep{};       ///< of the deal; of a shared one the first who has credit
    std::string pipeline{};  ///< of the deal
    std::string pipeline_stage{};
    /// The first day on which the deal had reached or passed the stage; only in its first visit.
    std::optional<Date> reached{};
    std::optional<Date> entered{};           ///< missing: it was passed without a stay
    std::optional<Date> left{};              ///< missing: the deal is still there
    std::string next{};                      ///< the stage it went to
    std::optional<PipelineStep> furthest{};  ///< the last stage the deal has reached or passed
};

/// The fields of a visit, for definitions: `count<StageVisit>().by(stage_visit::entered)`.
namespace kpi::stage_visit {
inline constexpr auto deal = field("deal", &StageVisit::deal);
inline constexpr auto rep = field("rep", &StageVisit::rep);
inline constexpr auto pipeline = field("pipeline", &StageVisit::pipeline);
inline constexpr auto pipeline_stage = field("pipeline_stage", &StageVisit::pipeline_stage);
inline constexpr auto reached = field("reached", &StageVisit::reached);
inline constexpr auto entered = field("entered", &StageVisit::entered);
inline constexpr auto left = field("left", &StageVisit::left);
inline constexpr auto next = field("next", &StageVisit::next).of_domain("pipeline_stage");
inline constexpr auto furthest = field("furthest", &StageVisit::furthest);

using Fields =
    FieldList<deal, rep, pipeline, pipeline_stage, reached, entered, left, next, furthest>;
}  // namespace kpi::stage_visit

template <>
struct Schema<StageVisit> : kpi::stage_visit::Fields {
    static constexpr std::string_view table = "stage_visits";
    static constexpr detail::LookedUp from_deal[]{{kpi::stage_visit::rep.name, "rep"}};
    static constexpr detail::LookUp look_ups[]{{kpi::stage_visit::deal.name, "deals", from_deal}};
    static constexpr detail::TableRules rules{
        .part_of = {kpi::stage_visit::deal.name, "deals"},
        .clustered_by = kpi::stage_visit::reached.name,
        .by_pipeline = true,
        .is_derived = true,
        .without_start = detail::WithoutStart::never,
        .look_ups = look_ups,
        .of_deal = kpi::stage_visit::deal.name};
};

template <>
const RecordType& record_type<StageVisit>();

}  // namespace saleskpi::inline v0_3
