// SPDX-License-Identifier: MIT
#include "book/ledger/append.hpp"

#include "book/ledger/project.hpp"
#include "book/ledger/touched.hpp"

#include <utility>

namespace saleskpi::inline v0_3::detail {

std::shared_ptr<const BookData> append(
    const std::shared_ptr<const BookData>& book,
    std::shared_ptr<const LedgerData> ledger,
    const LedgerSegment& batch) {
    Touched touched{*book, *ledger};
    touched.add(batch);
    auto without = std::make_shared<BookData>(*book);
    take_away(*without, touched.records());
    if (touched.has_whole("assignments")) {
        without->seatings = seatings_of(without->hierarchies);
        without->memberships.clear();
    }
    if (touched.has_whole("exchange_rates")) without->conversion = {};

    BookDraft draft{std::shared_ptr<const BookData>{std::move(without)}};
    draft.is_view = true;
    for (const auto& [name, segments] : touched.rows())
        for (std::size_t i = 0; i < segments.size(); ++i)
            if (const RawTable* said = ledger->segments[i]->find(name); said && !segments[i].empty())
                draft.table(name).append(*said, segments[i]);
    take_loaded(draft, batch);
    draft.data->ledger = std::move(ledger);
    return built(draft);
}

}  // namespace saleskpi::inline v0_3::detail
