// SPDX-License-Identifier: MIT
#include "book/seat_records.hpp"
#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::names};
constexpr std::array makes{made::seats};

void run(BookDraft& draft) {
    Seating& seating = draft.data->seating;
    if (RawTable* assignments = draft.find("assignments")) seat_reps(*assignments, seating);
    for (RawTable& table : draft.tables)
        seat_others(table, seating);
}

}  // namespace

/// Names come before: an assignment that is rejected here still names its rep.
BuildStage seating_stage() {
    return {
        "seating", reads, makes, &run,
        "All assignments are sorted anew; Error incompatible if an added one would take "
        "days from one of the book."};
}

}  // namespace saleskpi::inline v0_3::detail
