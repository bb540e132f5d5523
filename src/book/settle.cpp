// SPDX-License-Identifier: MIT
#include "book/settle.hpp"

#include "book/checks.hpp"
#include "book/claims.hpp"
#include "book/identity.hpp"
#include "book/known_identities.hpp"
#include "book/radix_sort.hpp"
#include "book/table_rules.hpp"
#include "book/threads.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;
using Parts = std::span<const TablePart>;

/// Whether each id is longer than the one before, or as long and greater, as counted ones are: then all of
/// them are different.
bool are_ascending(const RawTable& table, const Identity& identity) {
    if (!identity.is_id()) return false;
    std::string_view before;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view id = identity.column().text_at(row);
        if (id.size() < before.size() || (id.size() == before.size() && id <= before)) return false;
        before = id;
    }
    return true;
}

/// Calls `each` with the rows of every identity that more than one row has. Equal identities are
/// found by sorting their hashes: in order, other than by way of a table, since a table of all ids
/// would be far larger than any cache.
template <class Each>
void for_each_repeated(
    const RawTable& table, const Identity& identity, unsigned threads, const Each& each) {
    if (are_ascending(table, identity)) return;
    std::vector<std::uint64_t> entries(table.rows());
    in_ranges(threads, entries.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row)
            entries[row] = sort_entry(identity.hash(row), static_cast<std::uint32_t>(row));
    });
    std::erase_if(entries, [&](std::uint64_t entry) {
        return table.is_dropped(row_of(entry)) || identity.is_missing(row_of(entry));
    });
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

/// The fields that tell whether the book has an added row already, those among them that no added row has.
std::vector<std::string> known_by(
    const RawTable& table, Parts before, std::span<const std::string> more_of_key) {
    // Of assignments and memberships the seats say which stand beside those of the book.
    if (table.name() == "assignments" || table.name() == "memberships") {
        std::set<std::string> all;
        for (const RawColumn& column : table.columns())
            all.insert(column.name);
        for (const TablePart& part : before)
            for (const NamedColumn& column : part->plain.columns)
                all.insert(column.name);
        return {all.begin(), all.end()};
    }
    const auto key = rules_of(table.name()).key;
    std::vector<std::string> fields{key.begin(), key.end()};
    for (const std::string& more : more_of_key)
        if (std::find(fields.begin(), fields.end(), more) == fields.end()) fields.push_back(more);
    return fields;
}

void reject_known(
    RawTable& table,
    const Identity& identity,
    Parts before,
    std::span<const std::string> more_of_key) {
    if (before.empty()) return;
    const KnownIdentities known =
        identity.is_id() ? KnownIdentities{identity.column(), before}
                         : KnownIdentities{table, known_by(table, before, more_of_key), before};
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
            reject_undated_beside_dated(table, rows);
            repeated.push_back(Claims{table, rows});
        });
        // In the order of rows, in which findings are reported.
        std::sort(repeated.begin(), repeated.end(), [](const Claims& a, const Claims& b) {
            return a.first_row() < b.first_row();
        });
        for (const Claims& claims : repeated)
            is_any_in_conflict |= claims.settle(table, identity);
        reject_known(table, identity, before, more_of_key);
    }
    drop_deletions(table);
    table.forget_dropped();
    return is_any_in_conflict;
}

}  // namespace saleskpi::inline v0_3::detail
