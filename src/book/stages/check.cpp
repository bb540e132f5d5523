// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::records};
constexpr std::array makes{made::checks};

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (table.is_variant()) continue;
        check_records(table, draft.data->parts(table.name()), draft.threads);
        draft.checked[table.name()] = table.findings().size();
    }
}

}  // namespace

BuildStage check_stage() {
    return {
        "check", reads, makes, &run,
        "Each added id is looked for in the parts of the book; the index of a part is "
        "made once. An id that is there is refused."};
}

}  // namespace saleskpi::inline v0_3::detail
