// SPDX-License-Identifier: MIT
#include "book/corrections.hpp"

#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups};
constexpr std::array makes{made::corrections};

void run(BookDraft& draft) { settle_corrections(draft); }

}  // namespace

BuildStage corrections_stage() {
    return {
        "corrections", reads, makes, &run,
        "A deal of the book that an added one corrects is copied; added deals are looked for "
        "among those that corrections of the book name."};
}

}  // namespace saleskpi::inline v0_3::detail
