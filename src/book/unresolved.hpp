// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
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

/// A field in which records name others.
struct NamingField {
    std::string table;
    std::string field;
    std::string domain;

    auto operator<=>(const NamingField&) const = default;
};

/// How many records have each name of a field that names nothing.
using NamesOfField = std::map<std::string, std::size_t, std::less<>>;

struct UnresolvedNames {
    std::map<NamingField, NamesOfField> names;
    /// The tables of which it is known who names their records: there were some of them.
    std::set<std::string, std::less<>> tracked;
    /// By table, ids and other names of its records that were taken away since.
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

/// Calls f with the domain and the code of each name that names nothing, perhaps more than once.
void each_unresolved(
    const BookData& book, const std::function<void(const std::string&, std::int32_t)>& f);

/// The tables whose records are named by others.
bool are_named(std::string_view table);

/// Of the domain of customers, deals or leads their table; else nothing.
std::string_view table_of_domain(std::string_view domain);

/// A finding for each name, up to so many of a field; with the nearest names that there are.
std::vector<Finding> unresolved_notes(BookDraft& draft);

/// Whether it is such a finding.
bool is_unresolved_note(const Finding& finding);

/// Whom records of a domain name, as parts of a whole tell each other.
struct NamedOfDomain {
    std::set<std::string, std::less<>> members;     ///< records, and who is named otherwise
    std::set<std::string, std::less<>> unresolved;  ///< named by those that only refer to them
    bool has_records = false;  ///< of their table; else who is named is taken for one
};
/// Of the domains of customers, deals and leads; nothing of others.
std::optional<NamedOfDomain> named_of_domain(const BookData& book, std::string_view domain);

}  // namespace saleskpi::inline v0_3::detail
