// SPDX-License-Identifier: MIT
#include "book/settle.hpp"

#include "book/checks.hpp"
#include "book/day_conflicts.hpp"
#include "book/dropped_names.hpp"
#include "book/fold_names.hpp"
#include "book/merges.hpp"
#include "book/stages/build_stage.hpp"
#include "book/target_levels.hpp"

#include <saleskpi/record/merge.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::records};
constexpr std::array makes{made::settled};

void settle_table(BookDraft& draft, RawTable& table) {
    std::vector<std::string> levels;
    if (table.name() == "targets") levels = level_fields(*draft.data);
    reject_faulty(table);
    // Of a ledger the book has nothing else of the records that are added.
    const auto before = draft.is_view ? std::vector<TablePart>{} : draft.data->parts(table.name());
    // What is in conflict may lack what it has to have.
    if (settle(table, before, draft.threads, levels)) reject_faulty(table);
}

void run(BookDraft& draft) {
    if (const std::optional<Date> day = draft.data->known_at)
        for (RawTable& table : draft.tables)
            drop_unknown(table, *day);
    fold_names(draft);
    RawTable* merges = draft.find(Schema<Merge>::table);
    if (merges) settle_table(draft, *merges);
    if (RawTable* targets = draft.find("targets")) move_members(*targets, *draft.data);
    const Merges merged{draft};
    merged.follow_references();
    for (RawTable& table : draft.tables) {
        if (&table == merges || table.is_variant()) continue;
        settle_table(draft, table);
        if (table.name() == Schema<StageChange>::table) settle_decisions(table);
        merged.merge_records(table);
    }
    forget_dropped_names(draft);
}

}  // namespace

BuildStage settle_stage() {
    return {
        "settle", reads, makes, &run,
        "Each added id is looked for in the parts of the book; the index of a part is "
        "made once. An id that is there is refused, and Error incompatible for its deletion."};
}

}  // namespace saleskpi::inline v0_3::detail
