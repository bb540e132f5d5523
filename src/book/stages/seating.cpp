// SPDX-License-Identifier: MIT
#include "book/memberships.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::names, made::targets};
constexpr std::array makes{made::seats};

void run(BookDraft& draft) {
    BookData& book = *draft.data;
    seat_members(draft.find("assignments"), draft.find("memberships"), book);
    for (RawTable& table : draft.tables)
        seat_others(table, book);
}

}  // namespace

/// Names come before: an assignment that is rejected here still names its rep.
BuildStage seating_stage() {
    return {
        "seating", reads, makes, &run,
        "All assignments and memberships are sorted anew if some are added; Error incompatible if "
        "an added one would take days from one of the book."};
}

}  // namespace saleskpi::inline v0_3::detail
