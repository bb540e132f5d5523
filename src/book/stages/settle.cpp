// SPDX-License-Identifier: MIT
#include "book/settle.hpp"

#include "book/checks.hpp"
#include "book/stages/build_stage.hpp"
#include "book/target_levels.hpp"

#include <array>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::records};
constexpr std::array makes{made::settled};

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (draft.data->known_at) drop_unknown(table, *draft.data->known_at);
        std::vector<std::string> levels;
        if (table.name() == "targets") {
            move_members(table, *draft.data);
            levels = level_fields(*draft.data);
        }
        reject_faulty(table);
        // Of a ledger the book has nothing else of the records that are added.
        const auto before = draft.is_view ? std::vector<TablePart>{} : draft.data->parts(table.name());
        // What is in conflict may lack what it has to have.
        if (settle(table, before, draft.threads, levels))
            reject_faulty(table);
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
