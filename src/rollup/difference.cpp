// SPDX-License-Identifier: MIT
#include "book/ledger/append.hpp"
#include "book/ledger/changes.hpp"
#include "book/ledger/project.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/rollup/difference.hpp>

namespace saleskpi::inline v0_3 {

Difference diff(const Book& book, Date known_first, Date known_last) {
    if (known_last < known_first)
        throw Error{
            ErrorCode::invalid_argument, "what became known from " + to_text(known_first) + " to " +
                                             to_text(known_last) +
                                             ": the days are in the wrong order"};
    const auto said = detail::LedgerAccess::data(book.ledger());
    detail::BookSettings settings = *detail::BookAccess::data(book);
    settings.known_at = known_last;
    auto ledger = detail::known_at(*said, known_first);
    auto state = detail::project(settings, ledger);

    Difference difference;
    difference.books_.push_back(detail::BookAccess::book(state));
    for (detail::LedgerChange& change : detail::changes_between(*said, known_first, known_last)) {
        auto grown = std::make_shared<detail::LedgerData>(*ledger);
        grown->segments.push_back(change.said);
        ledger = std::move(grown);
        state = detail::append(state, ledger, change.said);
        difference.records_.push_back(std::move(change.record));
        difference.books_.push_back(detail::BookAccess::book(state));
    }
    return difference;
}

}  // namespace saleskpi::inline v0_3
