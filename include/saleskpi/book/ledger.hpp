// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/book.hpp>
#include <saleskpi/calendar/instant.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone. Copies
/// share what they have in common.
namespace saleskpi::inline v0_3 {

namespace detail {
struct LedgerData;
struct LedgerAccess;
}  // namespace detail

/// What a purge has erased of one table.
struct Purged {
    std::string table;
    std::string field;        ///< empty: whole entries; else a field of others, which is empty now
    std::size_t entries = 0;  ///< how many

    bool operator==(const Purged&) const = default;
};

/// All that was ever said, batch by batch, and when: it only grows. A book is one way to see it:
///
///     Ledger ledger;
///     ledger.append(first_night).append(second_night);
///     Book now = BookBuilder{usd}.add(ledger).build();
///     Book then = BookBuilder{usd}.known_at(2026_y/1/31).add(ledger).build();
///
/// A copy costs next to nothing, and stays as it is when the other grows.
class Ledger {
public:
    Ledger();

    /// All or nothing: if it throws, nothing was appended. Throws Error incompatible for a field that
    /// holds another kind of value than before.
    Ledger& append(const Batch& batch) &;
    Ledger append(const Batch& batch) && { return std::move(append(batch)); }

    std::size_t batches() const noexcept;
    /// How many records, deletions and merges were said of a table.
    std::size_t entries(std::string_view table) const;
    /// The last instant at which something was said; the earliest there is for an empty ledger.
    Instant known() const noexcept;
    /// Bytes that the entries take.
    std::size_t bytes() const;

    /// Erases what was said of a record, and with it its id wherever it stands: all its entries, those
    /// of its history, and in other records the fields that name it, which are then empty. That is
    /// the one way in which a ledger forgets. Tells what was erased; nothing if there is no such
    /// record. Books and copies of the ledger that were made before have it still.
    std::vector<Purged> purge(std::string_view table, std::string_view id) &;
    template <class RecordT>
    std::vector<Purged> purge(std::string_view id) & {
        return purge(table_of<RecordT>(), id);
    }

private:
    friend struct detail::LedgerAccess;

    std::shared_ptr<const detail::LedgerData> data_;
};

}  // namespace saleskpi::inline v0_3
