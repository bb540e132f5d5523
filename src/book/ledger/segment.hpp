// SPDX-License-Identifier: MIT
#pragma once

#include "book/ledger/rows_by_text.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/finding.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/calendar/instant.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct LoadedFinding {
    Instant known;
    Finding finding;
};

struct LoadedRows {
    Instant known;
    LeftOut left_out;
};

/// What one batch said, or several that follow each other: raw records, as a build begins with.
/// Its tables point to its dictionaries: it stays where it is, and as it is once it is in a ledger.
struct LedgerSegment {
    LedgerSegment() = default;
    LedgerSegment(const LedgerSegment&) = delete;
    LedgerSegment& operator=(const LedgerSegment&) = delete;

    RawTable& table(std::string_view name);
    /// Null if it says nothing of that table.
    const RawTable* find(std::string_view name) const;
    std::size_t entries() const;
    /// Copies what another says to the end.
    void append(const LedgerSegment& other);
    std::size_t bytes() const;

    /// The rows of a column by their text, indexed when somebody first asks.
    const RowsByText& rows_by_text(const RawTable& table, const RawColumn& column) const;

    std::map<std::string, Dictionary, std::less<>> dictionaries;
    std::deque<RawTable> tables;
    std::vector<LoadedFinding> loaded;  ///< by loaders
    std::vector<LoadedRows> left_out;   ///< by loaders
    std::size_t batches = 0;

private:
    mutable std::mutex indexing_;
    mutable std::map<const RawColumn*, std::unique_ptr<const RowsByText>> indexes_;
};

struct LedgerData {
    /// Each at least some times larger than the next, so that they are few.
    std::vector<std::shared_ptr<const LedgerSegment>> segments;
    Instant known = (Instant::min)();

    /// The tables of which something is said, in the order in which they came.
    std::vector<std::string> tables() const;
};

/// An id, or a name; empty where there is none.
std::string_view text_at(const RawColumn& column, std::size_t row);
/// The ids that are, or once were, said to be one with an id, that one first.
std::vector<std::string> same_ids(
    const LedgerData& ledger, std::string_view table, std::string_view id);

/// Throws Error incompatible for a field that two segments know with values of another kind.
void check_kinds(const LedgerData& ledger, const LedgerSegment& more);

/// What is said until the end of a day was said before this.
constexpr Instant end_of(Date day) { return Instant{day + date::days{1}}; }

struct BatchAccess {
    static std::shared_ptr<const LedgerSegment> said(const Batch& batch);
};

struct LedgerAccess {
    static const std::shared_ptr<const LedgerData>& data(const Ledger& ledger) {
        return ledger.data_;
    }
    static Ledger ledger(std::shared_ptr<const LedgerData> data) {
        Ledger made;
        made.data_ = std::move(data);
        return made;
    }
};

}  // namespace saleskpi::inline v0_3::detail
