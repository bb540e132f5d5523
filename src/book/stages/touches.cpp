// SPDX-License-Identifier: MIT
#include "book/touches.hpp"

#include "book/references.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups};
constexpr std::array makes{made::shares};

void run(BookDraft& draft) {
    if (draft.before)
        check_complete(
            *draft.data, draft.find("deals"), draft.find("touches"), "touches", "touches");
    if (draft.find("touches")) share_out_touches(draft.added("touches"));
}

}  // namespace

BuildStage touches_stage() {
    return {
        "touches", reads, makes, &run,
        "The touches of a deal come all at once, with the deal or after it: Error "
        "incompatible if the book has some of them."};
}

}  // namespace saleskpi::inline v0_3::detail
