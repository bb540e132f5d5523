// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The records of one table that are being added, of which some do not count.
struct AddedRecords {
    RawTable* table = nullptr;
    std::span<const std::uint8_t> later = {};  ///< a flag per row: not yet at the day of the book

    bool counts(std::size_t row) const {
        return !table->is_rejected(row) && (row >= later.size() || later[row] == 0);
    }
};

/// Finds records by their ids: those being added, and those of the parts of a table in a book.
class RecordsById {
public:
    /// `keys` numbers the ids that may be asked for. Without added records `added.table` is null.
    RecordsById(const AddedRecords& added, std::vector<TablePart> parts, const Dictionary& keys);

    /// A record: a row of the added ones, or of a part's rows or lines.
    struct Place {
        std::int64_t added_row = -1;
        const ColumnSet* rows = nullptr;
        std::size_t row = 0;

        explicit operator bool() const { return added_row >= 0 || rows; }
    };
    Place find(std::int32_t key, bool in_parts = true) const;

    /// By key, the row of an added record + 1, or 0 for none.
    std::span<const std::uint32_t> added_rows() const { return added_rows_; }

    /// A field of the record; missing_number where it has none. Of codes, days and choices too.
    std::int64_t value(const Place& place, std::string_view field) const;
    /// The same of an added record, of which the column is known.
    std::int64_t value(std::size_t added_row, const RawColumn& column) const;

private:
    /// The rep of an added record; of one that several share the first, as in its lines.
    std::int64_t rep_of(std::size_t row, const RawColumn& rep) const;

    const Dictionary* keys_;
    RawTable* added_;
    std::vector<std::uint32_t> added_rows_;  // by key, the row + 1
    std::vector<TablePart> parts_;
};

/// Fills the fields that are looked up in the records to which those of the table refer, where they
/// are missing: what became of a quote's deal, which industry a deal's customer is of. `added` gives
/// the records of a table that are being added; `book` has those that are there.
void look_up(
    RawTable& table,
    const std::function<AddedRecords(std::string_view)>& added,
    const BookData& book);

/// Fills such fields in the parts of a book, whose records may have come before those to which they
/// refer. Parts in which something changes are copied, since other books may have them too.
void look_up_in_parts(BookData& book, const AddedRecords& referred);
/// And in what it knows of records of which not all is known.
void look_up_in_doubts(BookData& book, const AddedRecords& referred);

}  // namespace saleskpi::inline v0_3::detail
