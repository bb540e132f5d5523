// SPDX-License-Identifier: MIT
#include "book/ledger/segment.hpp"
#include "book/report.hpp"

#include <saleskpi/book/batch.hpp>

#include <utility>

namespace saleskpi::inline v0_3 {

struct Batch::State {
    Instant known;
    std::shared_ptr<detail::LedgerSegment> said = std::make_shared<detail::LedgerSegment>();

    /// Ledgers keep what they were given: what is added afterwards goes to a copy.
    detail::LedgerSegment& to_write() {
        if (said.use_count() > 1) {
            const auto copy = std::make_shared<detail::LedgerSegment>();
            copy->append(*said);
            said = copy;
        }
        return *said;
    }
};

Batch::Batch(Instant known) : state_{std::make_unique<State>(State{known})} {
    state_->said->batches = 1;
}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

Instant Batch::known() const { return state_->known; }

Batch& Batch::add(const RowSource& records, const Provenance& provenance) & {
    Provenance with_time = provenance;
    if (with_time.when == unknown_instant) with_time.when = state_->known;
    state_->to_write().table(records.type().table).add(records, with_time);
    return *this;
}

Batch& Batch::add(std::span<const Finding> findings) & {
    for (const Finding& finding : findings)
        state_->to_write().loaded.push_back({state_->known, detail::in_utf8(finding)});
    return *this;
}

Batch& Batch::add(std::span<const LeftOut> left_out) & {
    for (const LeftOut& one : left_out)
        state_->to_write().left_out.push_back({state_->known, detail::in_utf8(one)});
    return *this;
}

Batch& Batch::remove_all(const RowSource& records) & {
    const std::vector<std::uint8_t> all(records.size(), 1);
    Provenance provenance;
    provenance.deletions = all;
    return add(records, provenance);
}

namespace detail {

std::shared_ptr<const LedgerSegment> BatchAccess::said(const Batch& batch) {
    return batch.state_->said;
}

}  // namespace detail

}  // namespace saleskpi::inline v0_3
