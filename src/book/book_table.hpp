// SPDX-License-Identifier: MIT
#pragma once

#include "book/code_rows.hpp"
#include "book/column.hpp"
#include "book/dictionary.hpp"
#include "book/id_index.hpp"
#include "book/origins.hpp"
#include "book/record_numbers.hpp"
#include "book/row_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A column with what its numbers mean.
struct NamedColumn {
    std::string name;
    std::string domain;
    FieldType type;
    Unit unit;
    std::vector<std::string> choices;
    const Dictionary* dictionary = nullptr;
    Column data;
    bool is_foreseen = false;  ///< a date
};

/// What a missing text, choice or day is among the column's numbers.
inline std::int32_t none_of(const NamedColumn& column) {
    return column.type == FieldType::date ? missing_day : missing_code;
}

/// Rows of columns. `ids` is empty where records have no id of their own.
struct ColumnSet {
    std::size_t rows = 0;
    std::vector<NamedColumn> columns;
    TextColumn ids;

    const NamedColumn* find(std::string_view column) const {
        for (const NamedColumn& c : columns)
            if (c.name == column) return &c;
        return nullptr;
    }
    std::size_t bytes() const {
        std::size_t n = ids.bytes();
        for (const NamedColumn& c : columns)
            n += c.data.bytes();
        return n;
    }
};

/// Where in a part of a table the rows of each rep are: found out when somebody first asks for those of
/// one.
struct RepRows {
    std::once_flag found;
    std::vector<std::size_t> first;  ///< and at the end the number of rows
    std::vector<std::size_t>
        dated;  ///< the first that has the date by which a rep's rows are sorted
};

/// By the kind of name that their texts are: rep, customer, ...
using Dictionaries = std::map<std::string, Dictionary, std::less<>>;

/// A table, or a part of one. Records that several reps share stand apart as one row per rep, so that the many
/// plain ones need not look for partners.
struct BookTable {
    std::string name;
    std::string id_name;  ///< the field of the records' ids; empty where they have none
    std::string id_domain;
    ColumnSet plain;
    /// One row per rep of a shared record: the record's own values, so that conditions see the
    /// whole, and for each money field a second column, part_of(field), with the rep's part.
    ColumnSet lines;
    std::vector<std::uint32_t> record_of_line;
    TextColumn shared_ids;
    std::size_t shared_records = 0;
    /// Of records without an id, plain and shared ones: where they came from. Empty if all have ids.
    Origins origins;
    Origins shared_origins;
    std::vector<std::string> files;
    /// Ids that are taken though their records are not in the book: they began later than the day
    /// as of which it is known, or had no exchange rate.
    TextColumn left_out_ids;
    /// The dictionaries of the columns; books that grew from each other share some.
    std::shared_ptr<const Dictionaries> dictionaries;
    std::shared_ptr<IdIndex> known_ids = std::make_shared<IdIndex>();
    std::shared_ptr<RecordSample> sample = std::make_shared<RecordSample>();
    std::shared_ptr<RepRows> rep_rows = std::make_shared<RepRows>();
    std::shared_ptr<RowCounts> counts = std::make_shared<RowCounts>();
    std::shared_ptr<CodeRows> code_rows = std::make_shared<CodeRows>();

    /// Of a copy whose values will be others: what is remembered of the rows is its own.
    void remember_anew() {
        known_ids = std::make_shared<IdIndex>();
        sample = std::make_shared<RecordSample>();
        rep_rows = std::make_shared<RepRows>();
        counts = std::make_shared<RowCounts>();
        code_rows = std::make_shared<CodeRows>();
    }
    std::size_t records() const { return plain.rows + shared_records; }
    std::size_t bytes() const {
        return plain.bytes() + lines.bytes() + shared_ids.bytes() + left_out_ids.bytes() +
               record_of_line.size() * sizeof(std::uint32_t) + origins.bytes() +
               shared_origins.bytes();
    }
    /// By its number: the plain ones come first, then those that are shared.
    RecordName record_name(std::size_t record) const;
};

/// Days of rows that stand beside records: of a stock, they are in it only from the one and until the other.
inline constexpr std::string_view in_force_from = "in_force/from";
inline constexpr std::string_view in_force_until = "in_force/until";
/// A paused subscription whose customer stays one: since when.
inline constexpr std::string_view in_force_on_hold = "in_force/on_hold";
/// What the policy of a book has made of subscriptions can be undone by what stands here: when one ends of
/// which notice is given, or, of one without an end, the day of the notice; the price of one that is
/// not paid for; and of what its terms have divided, what a row is: a Division.
inline constexpr std::string_view in_force_said_end = "in_force/said_end";
inline constexpr std::string_view in_force_said_price = "in_force/said_price";
inline constexpr std::string_view in_force_division = "in_force/division";
/// Of a record, which of the numbers that it needs could not be read, one bit for each: see read_counts.
inline constexpr std::string_view in_force_unread = "in_force/unread";
/// A span of days of a record, or of what stood in its place already: the first of them, or another.
enum class Division : std::int64_t { of_record, first, rest };

/// The name of the column that holds the reps' parts of a money field.
inline std::string part_of(std::string_view field) { return std::string{field} + "/part"; }

inline RecordName BookTable::record_name(std::size_t record) const {
    const bool is_shared = record >= plain.rows;
    const std::size_t row = is_shared ? record - plain.rows : record;
    const TextColumn& ids = is_shared ? shared_ids : plain.ids;
    if (row < ids.size() && !ids[row].empty()) return {std::string{ids[row]}, true};
    return (is_shared ? shared_origins : origins).name(row, files);
}

}  // namespace saleskpi::inline v0_3::detail
