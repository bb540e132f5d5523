// SPDX-License-Identifier: MIT
#include "book/target_levels.hpp"

#include "book/stages/build_stage.hpp"
#include "book/target_overlaps.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::names};
constexpr std::array makes{made::targets};

void run(BookDraft& draft) {
    if (RawTable* targets = draft.find("targets")) note_hierarchy(*targets, *draft.data);
    settle_overlaps(draft);
}

}  // namespace

BuildStage target_levels_stage() {
    return {
        "target_levels", reads, makes, &run,
        "Error incompatible for a target that is for days of one of the book of the same metric "
        "and "
        "member."};
}

}  // namespace saleskpi::inline v0_3::detail
