// SPDX-License-Identifier: MIT
#include "book/settle.hpp"

#include "book/claims.hpp"
#include "book/identity.hpp"
#include "book/known_identities.hpp"
#include "book/radix_sort.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;
using Parts = std::span<const TablePart>;

/// Calls `each` with the rows of every identity that more than one row has. Equal identities are
/// found by sorting their hashes: in order, other than by way of a table, since a table of all ids
/// would be far larger than any cache.
template <class Each>
void for_each_repeated(
    const RawTable& table, const Identity& identity, unsigned threads, const Each& each) {
    std::vector<std::uint64_t> entries;
    entries.reserve(table.rows());
    for (std::uint32_t row = 0; row < table.rows(); ++row)
        if (!table.is_dropped(row) && !identity.is_missing(row))
            entries.push_back(sort_entry(identity.hash(row), row));
    radix_sort(entries, threads);
    std::vector<Rows> different;  // of one hash
    for (std::size_t i = 0; i < entries.size();) {
        std::size_t end = i + 1;
        while (end < entries.size() && key_of(entries[end]) == key_of(entries[i]))
            ++end;
        if (end - i > 1) {
            different.clear();
            for (; i < end; ++i) {
                const std::uint32_t row = row_of(entries[i]);
                const auto known = std::find_if(
                    different.begin(), different.end(),
                    [&](const Rows& rows) { return identity.is_same(rows.front(), row); });
                if (known == different.end())
                    different.push_back({row});
                else
                    known->push_back(row);
            }
            for (const Rows& rows : different)
                if (rows.size() > 1) each(rows);
        }
        i = end;
    }
}

void drop_deletions(RawTable& table) {
    for (std::size_t row = 0; table.has_deletions() && row < table.rows(); ++row)
        if (table.is_deletion(row) && !table.is_rejected(row)) table.drop(row);
}

void reject_known(RawTable& table, const Identity& identity, Parts before) {
    if (before.empty()) return;
    const bool is_id = identity.is_id();
    // Of assignments and memberships the seats say which stand beside those of the book.
    const bool is_seated = table.name() == "assignments" || table.name() == "memberships";
    std::vector<const RawColumn*> key = identity.columns();
    if (is_seated) {
        key.clear();
        for (const RawColumn& column : table.columns())
            key.push_back(&column);
    }
    const KnownIdentities known{is_id ? &identity.column() : nullptr, std::move(key), before};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row) || !identity.is_whole(row) || !known.contains(row)) continue;
        if (table.is_deletion(row))
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "the record '{}' of {} in the book is deleted: build it anew from all records",
                    identity.shown(row), table.name())};
        reject_copy(table, identity, row);
    }
}

}  // namespace

void drop_unknown(RawTable& table, Date known_at) {
    const Instant end{known_at + date::days{1}};
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (table.known_at_row(row) >= end) table.drop(row);
}

bool settle(
    RawTable& table, Parts before, unsigned threads, std::span<const std::string> more_of_key) {
    bool is_any_in_conflict = false;
    if (const Identity identity{table, more_of_key}) {
        std::vector<Claims> repeated;
        for_each_repeated(table, identity, threads, [&](const Rows& rows) {
            repeated.push_back(Claims{table, rows});
        });
        // In the order of rows, in which findings are reported.
        std::sort(repeated.begin(), repeated.end(), [](const Claims& a, const Claims& b) {
            return a.first_row() < b.first_row();
        });
        for (const Claims& claims : repeated)
            is_any_in_conflict |= claims.settle(table, identity);
        reject_known(table, identity, before);
    }
    drop_deletions(table);
    table.forget_dropped();
    return is_any_in_conflict;
}

}  // namespace saleskpi::inline v0_3::detail
