// SPDX-License-Identifier: MIT
#include "book/find_doubts.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::checks, made::look_ups, made::corrections, made::seats};
constexpr std::array makes{made::doubts};

void run(BookDraft& draft) { find_doubts(draft); }

}  // namespace

BuildStage doubts_stage() {
    return {"doubts", reads, makes, &run, "Only what was found of added records is looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
