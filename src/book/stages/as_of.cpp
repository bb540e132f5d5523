// SPDX-License-Identifier: MIT
#include "book/checks.hpp"
#include "book/stages/build_stage.hpp"
#include "book/unused_names.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::history};
constexpr std::array makes{made::as_of};

void run(BookDraft& draft) {
    if (!draft.data->as_of) return;
    const Date day = *draft.data->as_of;
    // Before the cut, which forgets the days of later changes.
    for (auto& [table, history] : draft.histories)
        for (const auto& [domain, codes] : history.replay(day_number(day)))
            for (const std::int32_t code : codes)
                if (!is_used_in(draft.before.get(), domain, code))
                    draft.data->unused_names[domain].insert(code);
    for (RawTable& table : draft.tables) {
        if (table.is_variant()) continue;
        std::vector<std::uint8_t>& later = draft.later[table.name()];
        cut_to(table, day, later);
        note_order(table);
        forget_later(table, day, later);
        draft.checked[table.name()] = table.findings().size();
    }
}

}  // namespace

BuildStage as_of_stage() {
    return {"as_of", reads, makes, &run, "Only added records are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
