// SPDX-License-Identifier: MIT
#include "book/history_read.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::checks};
constexpr std::array makes{made::history};

void run(BookDraft& draft) {
    if (draft.before)
        check_stages(
            *draft.data, draft.find("deals"), draft.find("stage_changes"), draft.data->as_of);
    read_stage_changes(draft);
    read_field_changes(draft);
    for (auto& [table, history] : draft.histories)
        history.settle(draft.data->as_of.has_value());
}

}  // namespace

BuildStage history_stage() {
    return {
        "history", reads, makes, &run,
        "A record and its changes come at once: Error incompatible for a change of a record of the "
        "book, and for a record of which the book has changes."};
}

}  // namespace saleskpi::inline v0_3::detail
