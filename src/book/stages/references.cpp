// SPDX-License-Identifier: MIT
#include "book/stages/build_stage.hpp"
#include "book/unresolved.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups};
constexpr std::array makes{made::references};

void run(BookDraft& draft) { resolve_names(draft); }

}  // namespace

BuildStage references_stage() {
    return {
        "references", reads, makes, &run,
        "Whom added records name is looked for; of the first records of a table also who of the "
        "book "
        "names them."};
}

}  // namespace saleskpi::inline v0_3::detail
