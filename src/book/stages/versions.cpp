// SPDX-License-Identifier: MIT
#include "book/versions.hpp"

#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::as_of};
constexpr std::array makes{made::early_tables};

void run(BookDraft& draft) {
    for (const auto& [table, history] : draft.histories) {
        add_versions(draft, history);
        settle_owners(history, draft.data->owner);
    }
}

}  // namespace

BuildStage versions_stage() {
    return {
        "versions", reads, makes, &run,
        "Only added records have versions: what became of one of the book is refused."};
}

}  // namespace saleskpi::inline v0_3::detail
