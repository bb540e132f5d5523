// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What is wrong with a record, of a list that programs can rely on; `Finding::reason` is for people.
enum class FindingKind : std::uint8_t {
    unreadable,    ///< there is no record to be made out
    missing,       ///< a field lacks the value it has to have
    invalid,       ///< the value of a field is none
    contradicts,   ///< values of one record, or exchange rates, cannot all be right
    duplicate,     ///< another record says it already, or something else of the same
    no_rate,       ///< no exchange rate leads to the book's currency
    conflict,      ///< several records say different things of one, and none says it later
    crossed,       ///< nothing is wrong: money was converted over another currency
    unresolved,    ///< a record, member or metric is named that there is not
    out_of_range,  ///< the value lies outside the range of its field
    undated,       ///< the day by which the record counts is missing
    total_row,     ///< a row that was kept looks like a total of others, or like a footer
    not_listed,    ///< nothing need be wrong: a value was taken as the mapping takes all others
    look_alike,    ///< two names differ by what people do not look at: probably one
    gap            ///< spans seem to end with their last day, and not with the first one after
};

/// "unreadable"
std::string_view name(FindingKind kind);

/// Something wrong with a record: what, where, and what became of it.
struct Finding {
    std::string table;
    std::string file;      ///< empty for records that came from memory
    std::size_t line = 0;  ///< in the file, from 1; for records from memory their number, from 1
    std::string id;        ///< the record's, if it has one
    std::string field;
    std::string value;  ///< as it was written
    std::string reason;
    bool rejected = true;  ///< false: the record was kept, and the value counts as missing
    FindingKind kind = FindingKind::invalid;

    bool operator==(const Finding&) const = default;
};

/// Rows that are no records, by a rule of a mapping: footers, totals, what was deleted.
struct LeftOut {
    std::string table;
    std::string file;
    std::string rule;  ///< "IsDeleted is no": what the rows do not satisfy; or "no total row"
    std::size_t rows = 0;

    bool operator==(const LeftOut&) const = default;
};

/// How many records of a table there were, and how many of them count.
struct TableCount {
    std::string table;
    std::size_t read = 0;
    std::size_t kept = 0;
    std::size_t rejected = 0;
    std::size_t later = 0;  ///< began after the day as of which the book is known: left out
    /// A later one says it, or it is deleted or says so, or it was not known yet: left out.
    std::size_t replaced = 0;
    /// Rows that are no records, by a rule of a mapping: none of those read.
    std::size_t left_out = 0;

    bool operator==(const TableCount&) const = default;
};

/// What became of all records: kept + rejected + later + replaced = read, table by table, and why.
struct BuildReport {
    std::vector<TableCount> tables;
    std::vector<Finding> findings;  ///< by table and file, in the order of lines
    /// By table, file and rule: rows apart from all of these, which were left out as they were read.
    std::vector<LeftOut> left_out = {};

    std::size_t rejected() const noexcept {
        std::size_t n = 0;
        for (const TableCount& t : tables)
            n += t.rejected;
        return n;
    }
};

}  // namespace saleskpi::inline v0_3
