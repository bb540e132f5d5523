// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Names of records that there are none of: a quote of a deal that the book does not have.
namespace saleskpi::inline v0_3::detail {

struct BookData;
struct BookDraft;
struct TablePart;

struct UnresolvedNames {
    /// By table and field, the names that name nothing, and how many records do.
    std::map<std::pair<std::string, std::string>, std::map<std::string, std::size_t, std::less<>>>
        names;
    /// The tables of which it is known who names their records: there were some of them.
    std::set<std::string, std::less<>> tracked;
    /// By table, ids that were taken away since.
    std::map<std::string, std::set<std::string>, std::less<>> gone;
};

/// Looks at whom added records name, and at what becomes of other names by added records. Of a table
/// without records nothing is looked for: nobody gave it.
void resolve_names(BookDraft& draft);

/// Takes off what records of a part have named that go: plain ones by row, and shared ones by number.
void forget_names(
    BookData& book,
    const TablePart& part,
    std::span<const std::uint32_t> plain,
    std::span<const std::uint32_t> shared);

/// The tables whose records are named by others.
bool are_named(std::string_view table);

/// A finding for each name, up to so many of a field; with the nearest names that there are.
std::vector<Finding> unresolved_notes(BookDraft& draft);

/// Whether it is such a finding.
bool is_unresolved_note(const Finding& finding);

/// Whether records of a table only refer to those they name, and make no members of them.
bool only_refers(std::string_view table);

}  // namespace saleskpi::inline v0_3::detail
