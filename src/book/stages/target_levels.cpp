// SPDX-License-Identifier: MIT
#include "book/target_levels.hpp"

#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::names};
constexpr std::array makes{made::targets};

void run(BookDraft& draft) {
    if (RawTable* targets = draft.find("targets")) note_hierarchy(*targets, *draft.data);
}

}  // namespace

BuildStage target_levels_stage() {
    return {"target_levels", reads, makes, &run, "Only added targets are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
