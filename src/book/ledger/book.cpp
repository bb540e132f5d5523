// SPDX-License-Identifier: MIT
#include "book/ledger/append.hpp"
#include "book/ledger/project.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/ledger.hpp>

namespace saleskpi::inline v0_3 {

namespace {

const std::shared_ptr<const detail::LedgerData>& ledger_of(const detail::BookData& book) {
    if (!book.ledger)
        throw Error{
            ErrorCode::incompatible,
            "the book is not one of a ledger: what was said, and when, is not known; build it by "
            "BookBuilder::add(ledger)"};
    return book.ledger;
}

}  // namespace

bool Book::has_ledger() const noexcept { return data_->ledger != nullptr; }

Ledger Book::ledger() const { return detail::LedgerAccess::ledger(ledger_of(*data_)); }

Book Book::append(const Batch& batch) const {
    Ledger grown = ledger();
    grown.append(batch);
    return Book{
        detail::append(data_, detail::LedgerAccess::data(grown), detail::BatchAccess::said(batch))};
}

Book Book::as_known_at(Date day) const {
    detail::BookSettings settings = *data_;
    settings.known_at = day;
    return Book{detail::project(settings, ledger_of(*data_))};
}

Book Book::over(const Ledger& ledger) const {
    return Book{detail::project(*data_, detail::LedgerAccess::data(ledger))};
}

std::optional<Date> Book::known_at() const noexcept { return data_->known_at; }

}  // namespace saleskpi::inline v0_3
