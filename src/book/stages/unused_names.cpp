// SPDX-License-Identifier: MIT
#include "book/unused_names.hpp"

#include "book/stages/build_stage.hpp"
#include "book/target_checks.hpp"

#include <array>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::references};
constexpr std::array makes{made::names};

void run(BookDraft& draft) {
    std::vector<AddedRecords> all;
    for (RawTable& table : draft.tables)
        all.push_back(draft.added(table));
    note_unused_names(*draft.data, draft.before.get(), all);
    settle_target_members(draft);
}

}  // namespace

BuildStage unused_names_stage() {
    return {
        "unused_names", reads, makes, &run,
        "The names that no record of the book uses are looked for among the added ones."};
}

}  // namespace saleskpi::inline v0_3::detail
