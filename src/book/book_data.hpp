// SPDX-License-Identifier: MIT
#pragma once

#include "book/column.hpp"
#include "book/conversion.hpp"
#include "book/dictionary.hpp"
#include "book/hierarchies.hpp"
#include "book/id_index.hpp"
#include "book/inside_index.hpp"
#include "book/lanes.hpp"
#include "book/leaf_index.hpp"
#include "book/origins.hpp"
#include "book/record_numbers.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/record/membership.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
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

    std::size_t records() const { return plain.rows + shared_records; }
    /// By its number: the plain ones come first, then those that are shared.
    RecordName record_name(std::size_t record) const;
};

/// The name of the column that holds the reps' parts of a money field.
inline std::string part_of(std::string_view field) { return std::string{field} + "/part"; }

inline RecordName BookTable::record_name(std::size_t record) const {
    const bool is_shared = record >= plain.rows;
    const std::size_t row = is_shared ? record - plain.rows : record;
    const TextColumn& ids = is_shared ? shared_ids : plain.ids;
    if (row < ids.size() && !ids[row].empty()) return {std::string{ids[row]}, true};
    return (is_shared ? shared_origins : origins).name(row, files);
}

struct BookData {
    Currency currency;
    Calendar calendar;
    std::optional<Date> as_of;
    std::optional<Date> known_at;
    std::vector<std::string> pipeline;
    std::shared_ptr<const BuildReport> report = std::make_shared<const BuildReport>();
    std::shared_ptr<Dictionaries> dictionaries = std::make_shared<Dictionaries>();
    /// By domain, the codes of names that only records say which do not count: no members of anything.
    std::map<std::string, std::set<std::int32_t>, std::less<>> unused_names;
    Conversion conversion;
    std::vector<Hierarchy> hierarchies{first_hierarchy()};
    std::vector<Seating> seatings = seatings_of(hierarchies);  ///< that of reps first
    /// As they were said: the level of a member may be another one when more are.
    std::vector<Membership> memberships;
    std::shared_ptr<const Lanes> lanes;
    std::shared_ptr<LeafIndex> index = std::make_shared<LeafIndex>();
    std::shared_ptr<InsideIndex> inside = std::make_shared<InsideIndex>();
    /// A table is kept in parts: a book that grew from another shares the other's parts.
    std::vector<std::shared_ptr<const BookTable>> tables;
    /// By table, how many records were added, whatever became of them.
    std::map<std::string, std::size_t, std::less<>> added;

    const Seating& reps() const { return seatings.front(); }
    std::optional<LevelPlace> level(std::string_view dimension) const {
        return level_place(hierarchies, seatings, dimension);
    }
    std::vector<const BookTable*> parts(std::string_view table) const {
        std::vector<const BookTable*> found;
        for (const auto& part : tables)
            if (part->name == table) found.push_back(part.get());
        return found;
    }
    /// The first part.
    const BookTable* find(std::string_view table) const {
        for (const auto& part : tables)
            if (part->name == table) return part.get();
        return nullptr;
    }
    std::size_t records(std::string_view table) const {
        std::size_t n = 0;
        for (const auto& part : tables)
            if (part->name == table) n += part->records();
        return n;
    }
    bool is_unused(std::string_view domain, std::int32_t code) const {
        const auto codes = unused_names.find(domain);
        return codes != unused_names.end() && codes->second.contains(code);
    }
    /// The texts behind the codes of a column: of its parts, the dictionary that knows the most.
    const Dictionary* dictionary_of(std::string_view table, std::string_view column) const {
        const Dictionary* largest = nullptr;
        for (const BookTable* part : parts(table))
            if (const NamedColumn* found = part->plain.find(column);
                found && found->dictionary &&
                (!largest || found->dictionary->size() > largest->size()))
                largest = found->dictionary;
        return largest;
    }
    const Dictionary* dictionary(std::string_view domain) const {
        const auto known = dictionaries->find(domain);
        return known == dictionaries->end() ? nullptr : &known->second;
    }
};

/// What a book is made of, for those who compute on it.
struct BookAccess {
    static const std::shared_ptr<const BookData>& data(const Book& book) { return book.data_; }
    static Book book(std::shared_ptr<const BookData> data) { return Book{std::move(data)}; }
};

inline const BookData& data_of(const Book& book) { return *BookAccess::data(book); }

}  // namespace saleskpi::inline v0_3::detail
