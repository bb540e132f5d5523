// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/stages/build_stage.hpp"
#include "book/target_checks.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::settled};
constexpr std::array makes{made::checks};

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (table.is_variant()) continue;
        note_closing_of_open(table);
        note_undated(table, draft.data->undated_by, draft.loaded);
        // As of a day only the days that have come have an order.
        if (!draft.data->as_of) note_order(table);
        if (&table == draft.find("targets")) note_target_metrics(draft);
        draft.checked[table.name()] = table.findings().size();
    }
}

}  // namespace

BuildStage check_stage() {
    return {"check", reads, makes, &run, "Only added records are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
