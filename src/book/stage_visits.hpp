// SPDX-License-Identifier: MIT
#pragma once

#include "book/look_up.hpp"
#include "book/pipelines.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/record/stage_visit.hpp>

#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The stays of deals in the stages of their pipelines, from the added stage changes. What became of a
/// deal says its record, or else the last of its changes. Changes of a deal whose pipeline nobody
/// described get a finding. `pipeline_names` are those that deals name, by their codes. Where the deals are
/// known, changes of another one make no stays.
std::vector<StageVisit> visits_of(
    const AddedRecords& changes,
    const RecordsById& deals,
    const Pipelines& pipelines,
    const Dictionary* pipeline_names,
    bool are_known);

/// Puts them into a table of their own, in which `furthest` has the names of the stages.
void add_visits(RawTable& table, const std::vector<StageVisit>& visits, const Pipelines& pipelines);

}  // namespace saleskpi::inline v0_3::detail
