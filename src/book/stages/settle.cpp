// SPDX-License-Identifier: MIT
#include "book/settle.hpp"

#include "book/checks.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::records};
constexpr std::array makes{made::settled};

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (draft.data->known_at) drop_unknown(table, *draft.data->known_at);
        reject_faulty(table);
        // What is in conflict may lack what it has to have.
        if (settle(table, draft.data->parts(table.name()), draft.threads)) reject_faulty(table);
    }
}

}  // namespace

BuildStage settle_stage() {
    return {
        "settle", reads, makes, &run,
        "Each added id is looked for in the parts of the book; the index of a part is "
        "made once. An id that is there is refused, and Error incompatible for its deletion."};
}

}  // namespace saleskpi::inline v0_3::detail
