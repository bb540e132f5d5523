// SPDX-License-Identifier: MIT
#include "book/look_up.hpp"
#include "book/stages/build_stage.hpp"

#include <array>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::money, made::all_tables};
constexpr std::array makes{made::look_ups};

void run(BookDraft& draft) {
    const auto added = [&](std::string_view name) { return draft.added(name); };
    for (RawTable& table : draft.tables) {
        if (draft.before && !table.is_variant()) {
            look_up_in_parts(*draft.data, draft.added(table.name()));
            look_up_in_doubts(*draft.data, draft.added(table.name()));
        }
        look_up(table, added, *draft.data);
    }
}

}  // namespace

BuildStage look_ups_stage() {
    return {
        "look_ups", reads, makes, &run,
        "Where an added record is named by some of the book, the columns that it fills "
        "are made anew, in a copy of their part."};
}

}  // namespace saleskpi::inline v0_3::detail
