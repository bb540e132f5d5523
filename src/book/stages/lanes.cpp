// SPDX-License-Identifier: MIT
#include "book/lanes.hpp"

#include "book/memberships.hpp"
#include "book/stages/build_stage.hpp"

#include <array>
#include <memory>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::seats, made::parts};
constexpr std::array makes{made::lanes};

void run(BookDraft& draft) {
    BookData& data = *draft.data;
    seat_all(data);
    const Dictionary* reps = data.dictionary(data.reps().innermost());
    data.lanes = std::make_shared<const Lanes>(data.reps(), reps ? reps->size() : 0);
    if (draft.before && data.lanes->extends(*draft.before->lanes))
        for (const TablePart& part : data.tables) {
            data.index->share(*draft.before->index, *part);
            if (part.dead)
                for (const auto& copy : part.dead->copies)
                    data.index->share(*draft.before->index, *copy);
        }
}

}  // namespace

/// After packing, which meets the reps whom only credits name.
BuildStage lanes_stage() {
    return {
        "lanes", reads, makes, &run,
        "What queries remember of a part is kept if all lanes of the book stay as they "
        "are; else it is worked out anew."};
}

}  // namespace saleskpi::inline v0_3::detail
