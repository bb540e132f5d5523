// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"
#include "book/history.hpp"

#include <saleskpi/record/deal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Of what a deal became on one day without anybody saying in which order, what came later is greater:
/// what is open comes before what is decided, then the order of the pipeline counts.
int rank_in_day(
    Stage stage, std::string_view pipeline_stage, const std::vector<std::string>& pipeline);

/// Takes the changes of fields and of stages to the histories of their tables; one that cannot be is
/// rejected. Throws Error incompatible for one of a record in the book that grows: it would be
/// another one.
void read_field_changes(BookDraft& draft);
void read_stage_changes(BookDraft& draft);

/// Throws Error incompatible if stage changes of one side belong to deals of the other: the deals of a
/// book stay as they are. Either raw table may be null. Changes after an as-of day count only if they
/// tell what was not there before.
void check_stages(
    const BookData& before, RawTable* deals, RawTable* changes, std::optional<Date> as_of);

}  // namespace saleskpi::inline v0_3::detail
