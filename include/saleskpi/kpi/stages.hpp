// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/record/stage_visit.hpp>

#include <string_view>

/// How deals move through the stages of a pipeline: functions of the stages' names, for books that
/// have a BookBuilder::pipeline. A metric refers to the names: give literals, or names that outlive
/// it. A Definition made of it has its own: `Definition d = stage_conversion(from, to)`.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {
/// The visits of a stage.
constexpr auto visits_to(std::string_view stage) { return stage_visit::pipeline_stage == stage; }
}  // namespace ingredients

/// Deals reaching a stage
/// Formula    number of deals that reached the stage or passed it
/// Counts     each deal once, whether it stayed there, returned or skipped it; won ones passed all
/// Date       first day on which the deal had reached or passed the stage
/// Unit       count
/// No value   there are no stage visits at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     stage_entries counts a deal as often as it entered
constexpr auto deals_reaching(std::string_view stage) {
    return metric(call_text("deals_reaching", stage),
        joined_text("Deals reaching ", stage), Better::higher, "0.2",
        count<StageVisit>().where(ingredients::visits_to(stage)).by(stage_visit::reached));
}

/// Entries into a stage
/// Formula    number of times that deals entered the stage
/// Counts     a deal that returned counts again; one that skipped the stage does not
/// Date       day of entering
/// Unit       count
/// No value   there are no stage visits at all: no_records
/// Rolls up   adds over groups and time
/// Rivals     deals_reaching counts each deal once
constexpr auto stage_entries(std::string_view stage) {
    return metric(call_text("stage_entries", stage),
        joined_text("Entries into ", stage), Better::neither, "0.2",
        count<StageVisit>().where(ingredients::visits_to(stage)).by(stage_visit::entered));
}

/// Stage conversion
/// Formula    of the deals that reached or passed one stage, the share that reached or passed another
/// Counts     each deal once; a backward move does not lower how far it got
/// Date       first day on which the deal had reached or passed the first stage
/// Unit       ratio
/// No value   no deal reached the first stage in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     stage_conversion_direct follows the strict path
constexpr auto stage_conversion(std::string_view from, std::string_view to) {
    return metric(call_text("stage_conversion", from, to),
        joined_text("Stage conversion, ", from, " to ", to), Better::higher, "0.2",
        count<StageVisit>().where(ingredients::visits_to(from) && stage_visit::furthest >= to)
            .by(stage_visit::reached) /
        count<StageVisit>().where(ingredients::visits_to(from)).by(stage_visit::reached));
}

/// Stage conversion on the strict path
/// Formula    of the deals that entered one stage, the share that went from it straight to another
/// Counts     different deals; one that skipped the first stage is in neither number
/// Date       day of entering the first stage
/// Unit       ratio
/// No value   no deal entered the first stage in the period: no_records
/// Rolls up   both are counted as different deals; the rate is recomputed
/// Rivals     stage_conversion counts skipped stages as passed
constexpr auto stage_conversion_direct(std::string_view from, std::string_view to) {
    return metric(call_text("stage_conversion_direct", from, to),
        joined_text("Strict stage conversion, ", from, " to ", to), Better::higher, "0.2",
        distinct(stage_visit::deal).where(ingredients::visits_to(from) && stage_visit::next == to)
            .by(stage_visit::entered) /
        distinct(stage_visit::deal).where(ingredients::visits_to(from)).by(stage_visit::entered));
}

/// Time in a stage
/// Formula    mean days between entering the stage and leaving it
/// Counts     stays that ended; a deal that returned has several
/// Date       day of leaving
/// Unit       days
/// No value   no deal left the stage in the period: no_records
/// Rolls up   the days and the number of stays add; the mean is recomputed
/// Rivals     the age of the deals that are still there
constexpr auto time_in_stage(std::string_view stage) {
    return metric(call_text("time_in_stage", stage),
        joined_text("Time in ", stage), Better::lower, "0.2",
        mean(days_between(stage_visit::entered, stage_visit::left))
            .where(ingredients::visits_to(stage)).by(stage_visit::left));
}

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
