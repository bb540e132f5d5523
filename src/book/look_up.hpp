// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <cstdint>
#include <memory>
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
    RecordsById(
        const AddedRecords& added, std::vector<const BookTable*> parts, const Dictionary& keys);

    /// A record: a row of the added ones, or of a part's rows or lines.
    struct Place {
        std::int64_t added_row = -1;
        const ColumnSet* rows = nullptr;
        std::size_t row = 0;

        explicit operator bool() const { return added_row >= 0 || rows; }
    };
    Place find(std::int32_t key) const;

    /// A field of the record; missing_number where it has none. Of codes, days and choices too.
    std::int64_t value(const Place& place, std::string_view field) const;

private:
    /// The rep of an added record; of one that several share the first, as in its lines.
    std::int64_t rep_of(std::size_t row) const;

    const Dictionary* keys_;
    RawTable* added_;
    std::vector<std::uint32_t> added_rows_;  // by key, the row + 1
    std::vector<const BookTable*> parts_;
};

/// Fills the fields that are looked up in the records to which those of the table refer, where they
/// are missing: what became of a quote's deal, when a deal's lead was created.
void look_up(
    RawTable& table, const AddedRecords& referred, const std::vector<const BookTable*>& parts);

/// The table of the records to which those of a table refer; empty if none are looked up.
std::string_view looked_up_in(std::string_view table);

/// Fills such fields in the parts of a book, whose records may have come before those to which they
/// refer. Parts in which something changes are copied, since other books may have them too.
void look_up_in_parts(
    std::vector<std::shared_ptr<const BookTable>>& tables, const AddedRecords& referred);

}  // namespace saleskpi::inline v0_3::detail
