// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/history.hpp"
#include "book/look_up.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/book/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A book in the making: what a builder has been given, and what the stages of the build work on.
struct BookDraft {
    explicit BookDraft(Currency currency) { data->currency = currency; }
    explicit BookDraft(const BookSettings& settings);
    /// The draft that adds to a book: what the book has is shared, or gone on from.
    explicit BookDraft(std::shared_ptr<const BookData> book);

    /// The table of that name, made if there is none.
    RawTable& table(std::string_view name);
    /// Null if there is none. The one with the records.
    RawTable* find(std::string_view name);
    /// A table that the book makes of others: no report counts its records.
    RawTable& derived_table(std::string_view name);
    /// What happened to the records of a table, made if nothing did so far.
    FieldHistory& history(RawTable& table);
    /// Of a table that is not there, `table` is null.
    AddedRecords added(std::string_view name);
    AddedRecords added(RawTable& table) { return {&table, later_rows(table)}; }
    std::span<const std::uint8_t> later_rows(std::string_view name) const;
    std::span<const std::uint8_t> later_rows(const RawTable& table) const {
        return table.is_variant() ? std::span<const std::uint8_t>{} : later_rows(table.name());
    }
    struct Variant {
        RawTable& table;
        std::size_t row;
    };
    /// A copy of a row, in whose place leaves of that kind see it: to be changed by who asked for it. Of
    /// one row there may be several. It goes with its record: if that is rejected, later or taken away.
    Variant add_variant(RawTable& of, std::size_t row, SeenBy seen_by);

    std::shared_ptr<const BookData> before;  // of a new book none
    std::shared_ptr<BookData> data = std::make_shared<BookData>();
    /// Which do not move as others are made. Beside a table there may be some of its name for variants
    /// of its rows; what is asked of records skips these.
    std::deque<RawTable> tables;
    std::vector<Finding> loaded;    // found by loaders
    std::vector<LeftOut> left_out;  // by loaders
    unsigned threads = 0;
    std::map<std::string, std::size_t, std::less<>> expected;  // rows, by table
    /// Of a ledger: what is added is all that is said of it now, and the book has nothing else of it.
    bool is_view = false;
    /// Its seats are forgotten, those of the records that are there too.
    bool seats_anew = false;

    /// By table, how many findings its checks made.
    std::map<std::string, std::size_t, std::less<>> checked;
    /// By table, a flag per row: it began after the day as of which the book is known.
    std::map<std::string, std::vector<std::uint8_t>, std::less<>> later;
    std::set<std::string, std::less<>> derived;                  // tables
    std::map<std::string, FieldHistory, std::less<>> histories;  // by table
};

}  // namespace saleskpi::inline v0_3::detail
