// SPDX-License-Identifier: MIT
#include "book/ledger/project.hpp"

#include "book/stages/build_stage.hpp"

#include <numeric>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

void take_loaded(BookDraft& draft, const LedgerSegment& segment) {
    const auto is_known = [&](Instant when) {
        return !draft.data->known_at || when < end_of(*draft.data->known_at);
    };
    for (const auto& [known, finding] : segment.loaded)
        if (is_known(known)) draft.loaded.push_back(finding);
    for (const auto& [known, left_out] : segment.left_out)
        if (is_known(known)) draft.left_out.push_back(left_out);
}

void take_all(BookDraft& draft, std::shared_ptr<const LedgerData> ledger) {
    for (const auto& segment : ledger->segments) {
        for (const RawTable& said : segment->tables) {
            std::vector<std::uint32_t> rows(said.rows());
            std::iota(rows.begin(), rows.end(), 0U);
            draft.table(said.name()).append(said, rows);
        }
        take_loaded(draft, *segment);
    }
    draft.data->ledger = std::move(ledger);
}

std::shared_ptr<const BookData> built(BookDraft& draft) {
    for (const BuildStage& stage : build_stages())
        stage.run(draft);
    return draft.data;
}

std::shared_ptr<const BookData> project(
    const BookSettings& settings, std::shared_ptr<const LedgerData> ledger) {
    BookDraft draft{settings};
    take_all(draft, std::move(ledger));
    return built(draft);
}

}  // namespace saleskpi::inline v0_3::detail
