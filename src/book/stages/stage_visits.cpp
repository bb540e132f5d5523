// SPDX-License-Identifier: MIT
#include "book/stage_visits.hpp"

#include "book/references.hpp"
#include "book/stages/build_stage.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/stage_change.hpp>
#include <saleskpi/value/error.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::as_of};
constexpr std::array makes{made::early_tables};

/// Where there are some, a deal that is none of them is not known, and has passed no stage.
bool has_deals(BookDraft& draft) {
    const AddedRecords added = draft.added("deals");
    for (std::size_t row = 0; added.table && row < added.table->rows(); ++row)
        if (added.counts(row)) return true;
    return draft.data->records("deals") > 0;
}

void run(BookDraft& draft) {
    if (draft.data->pipelines.empty()) return;
    if (draft.find("stage_visits"))
        throw Error{
            ErrorCode::invalid_argument,
            "stage visits are derived from stage changes: they are not added to a book that has a "
            "pipeline"};
    if (draft.before)
        check_complete(
            *draft.data, draft.find("deals"), draft.find("stage_changes"), "stage_changes",
            "stage changes");
    const AddedRecords changes = draft.added("stage_changes");
    if (!changes.table) return;
    const RecordsById deals{
        draft.added("deals"), draft.data->parts("deals"),
        *changes.table->find(kpi::stage_change::deal.name)->dictionary};
    const Pipelines& pipelines = draft.data->pipelines;
    const auto visits = visits_of(
        changes, deals, pipelines, draft.data->dictionary(kpi::deal::pipeline.domain),
        has_deals(draft));
    add_visits(draft.derived_table("stage_visits"), visits, pipelines);
}

}  // namespace

BuildStage stage_visits_stage() {
    return {
        "stage_visits", reads, makes, &run,
        "The stage changes of a deal come all at once, with the deal or after it: Error "
        "incompatible if the book has some of them."};
}

}  // namespace saleskpi::inline v0_3::detail
