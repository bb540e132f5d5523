// SPDX-License-Identifier: MIT
#pragma once

#include "book/look_up.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/record/stage_visit.hpp>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The stays of deals in the stages of a pipeline, from the added stage changes. What became of a
/// deal says its record, or else the last of its changes.
std::vector<StageVisit> visits_of(
    const AddedRecords& changes,
    const RecordsById& deals,
    const std::vector<std::string>& pipeline);

/// Puts them into a table of their own, in which `furthest` has the names of the pipeline.
void add_visits(
    RawTable& table,
    const std::vector<StageVisit>& visits,
    const std::vector<std::string>& pipeline);

}  // namespace saleskpi::inline v0_3::detail
