// SPDX-License-Identifier: MIT
#include "book/ledger/segment.hpp"

#include <saleskpi/book/ledger.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

/// How many times larger a segment is than the next, at least.
constexpr std::size_t step = 4;

}  // namespace

Ledger::Ledger() : data_{std::make_shared<const detail::LedgerData>()} {}

Ledger& Ledger::append(const Batch& batch) & {
    auto grown = std::make_shared<detail::LedgerData>(*data_);
    std::shared_ptr<const detail::LedgerSegment> last = detail::BatchAccess::said(batch);
    detail::check_kinds(*data_, *last);
    // Of what is said twice at one instant the later batch counts.
    if (batch.known() <= data_->known && batches() > 0) {
        const auto numbered = std::make_shared<detail::LedgerSegment>();
        numbered->append(*last);
        for (detail::RawTable& table : numbered->tables)
            table.number_batch(static_cast<std::uint32_t>(batches()));
        last = numbered;
    }
    // An entry is copied about as often as there are segments.
    while (!grown->segments.empty() && grown->segments.back()->entries() < step * last->entries()) {
        auto both = std::make_shared<detail::LedgerSegment>();
        both->append(*grown->segments.back());
        both->append(*last);
        last = std::move(both);
        grown->segments.pop_back();
    }
    grown->segments.push_back(std::move(last));
    grown->known = (std::max)(grown->known, batch.known());
    data_ = std::move(grown);
    return *this;
}

std::size_t Ledger::batches() const noexcept {
    std::size_t n = 0;
    for (const auto& segment : data_->segments)
        n += segment->batches;
    return n;
}

std::size_t Ledger::entries(std::string_view table) const {
    std::size_t n = 0;
    for (const auto& segment : data_->segments)
        if (const detail::RawTable* said = segment->find(table)) n += said->rows();
    return n;
}

Instant Ledger::known() const noexcept { return data_->known; }

std::size_t Ledger::bytes() const {
    std::size_t n = 0;
    for (const auto& segment : data_->segments)
        n += segment->bytes();
    return n;
}

}  // namespace saleskpi::inline v0_3
