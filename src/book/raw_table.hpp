// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/dictionary.hpp"
#include "book/entries.hpp"
#include "book/origins.hpp"
#include "book/text_ends.hpp"
#include "plan/seen_by.hpp"

#include <saleskpi/book/builder.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// One field of all records added so far. Shorter than the table while all its last values are
/// missing: a field nobody uses costs nothing.
struct RawColumn {
    explicit RawColumn(const FieldInfo& field)
        : name{field.name},
          domain{field.domain},
          type{field.type},
          unit{field.unit},
          required{field.required},
          identity{field.identity},
          range{field.range},
          is_foreseen{field.is_foreseen},
          choices{field.choices.begin(), field.choices.end()} {}

    std::string name;
    std::string domain;
    FieldType type;
    Unit unit;
    bool required;
    bool identity;
    NumberRange range;
    bool is_foreseen;  // a date
    std::vector<std::string> choices;
    Dictionary* dictionary = nullptr;                        ///< of a text that is no id
    std::vector<std::int32_t> small;                         ///< codes, days, choices
    std::vector<std::int64_t> numbers;                       ///< minor units, billionths, integers
    std::unordered_map<std::uint32_t, Currency> currencies;  ///< of money in another currency
    std::vector<char> text;                                  ///< of ids, one after the other
    TextEnds ends;

    bool is_small() const {
        return type == FieldType::text || type == FieldType::choice || type == FieldType::date;
    }
    bool is_date() const { return type == FieldType::date; }
    std::int32_t small_at(std::size_t row) const {
        return row < small.size() ? small[row] : none();
    }
    std::int64_t number_at(std::size_t row) const {
        return row < numbers.size() ? numbers[row] : missing_number;
    }
    std::string_view text_at(std::size_t row) const;
    bool is_missing(std::size_t row) const {
        if (identity) return text_at(row).empty();
        return is_small() ? small_at(row) == none() : number_at(row) == missing_number;
    }
    /// Forgets a value, or sets another.
    void set_small(std::size_t row, std::int32_t value);
    void set_number(std::size_t row, std::int64_t value);
    std::int32_t none() const { return type == FieldType::date ? missing_day : missing_code; }
    /// The value as it would be written, for findings.
    std::string shown(std::size_t row) const;
    /// Gives rows other ids.
    void rename(const std::map<std::uint32_t, std::string_view>& ids);
};

/// Whether values of the field can stand with such: of one type and, where they have names, of the
/// same names.
bool is_of_kind(const FieldInfo& field, FieldType type, std::span<const std::string> choices);

/// The records of one table as they are added, before they are checked against each other.
class RawTable {
public:
    RawTable(
        std::string name,
        Currency currency,
        std::map<std::string, Dictionary, std::less<>>& dictionaries,
        std::size_t added_before = 0)
        : name_{std::move(name)},
          currency_{currency},
          dictionaries_{&dictionaries},
          added_before_{added_before} {}

    /// Throws Error invalid_argument for a provenance of fewer or more lines than records, and for
    /// names that are not UTF-8.
    void add(const RowSource& records, const Provenance& provenance, unsigned threads = 1);
    /// Makes room for so many rows in all.
    void reserve(std::size_t rows) { expected_rows_ = rows; }
    /// Copies records of another table of that name, with all that is known of them. Throws Error
    /// incompatible as above.
    void append(const RawTable& from, std::span<const std::uint32_t> rows);
    /// The same of plain records of a book that have ids, and whose names this table's dictionaries have. What
    /// was found about them, and where, stays behind.
    void append(const BookTable& from, std::span<const std::uint32_t> rows);
    /// The same of rows that stand beside others: in place of which row each.
    void append(
        const BookTable& from,
        std::span<const std::uint32_t> rows,
        std::span<const std::uint32_t> instead_of);

    /// Throws Error incompatible for another table with values of another kind in a field.
    void check_like(const RawTable& other) const;

    const std::string& name() const { return name_; }
    /// That of the book.
    Currency currency() const { return currency_; }
    std::size_t rows() const { return rows_; }
    std::vector<RawColumn>& columns() { return columns_; }
    const std::vector<RawColumn>& columns() const { return columns_; }
    /// The one with the records' ids; null if they have none.
    const RawColumn* id_column() const {
        for (const RawColumn& column : columns_)
            if (column.identity) return &column;
        return nullptr;
    }
    /// Null if there is none.
    RawColumn* find(std::string_view column) { return found(columns_, column); }
    const RawColumn* find(std::string_view column) const { return found(columns_, column); }
    /// The column of a field, made if there is none. Throws Error incompatible if there is one with
    /// values of another kind.
    RawColumn& column(const FieldInfo& field) { return columns_[column_for(field)]; }

    /// Marks a record as rejected, or notes a fault in one that is kept.
    void reject(
        std::size_t row,
        std::string_view field,
        std::string value,
        std::string reason,
        FindingKind kind = FindingKind::invalid);
    void note(
        std::size_t row,
        std::string_view field,
        std::string value,
        std::string reason,
        FindingKind kind = FindingKind::invalid);

    /// Notes why a value counts as missing; if the record is rejected since it lacks it, that is the reason.
    void note_missing(
        std::size_t row,
        std::string_view field,
        std::string value,
        std::string reason,
        FindingKind kind = FindingKind::invalid);

    /// Whether it was noted why a value of the row counts as missing.
    bool is_noted(std::size_t row, std::string_view field) const;

    /// Leaves a row out without a finding: another one says it later, or it is no record. Call
    /// `forget_dropped` when all are dropped.
    void drop(std::size_t row);
    /// What was found about rows that are dropped is of no interest any more.
    void forget_dropped();

    /// Takes back what was found about rows, rejections too, where `is_void` says so.
    void withdraw(const std::function<bool(std::size_t row, const Finding&)>& is_void);

    /// Whether a row is no record of the book: rejected, or dropped.
    bool is_rejected(std::size_t row) const {
        return row < rejected_.size() && rejected_[row] != 0;
    }
    bool is_dropped(std::size_t row) const {
        return row < rejected_.size() && rejected_[row] == mark_dropped;
    }
    /// Whether it is rejected because others say something else of the same.
    bool is_in_conflict(std::size_t row) const {
        return row < rejected_.size() && rejected_[row] == mark_conflict;
    }
    std::size_t dropped_rows() const { return dropped_rows_; }
    std::vector<Finding>& findings() { return findings_; }
    const std::vector<Finding>& findings() const { return findings_; }
    std::size_t row_of_finding(std::size_t number) const { return finding_rows_[number]; }
    /// When and in which version a row was said: see Provenance. unknown_instant and no_version where
    /// nobody says it.
    Instant known_at_row(std::size_t row) const { return entries_.known(row); }
    /// The same, with the number of the batch of a ledger.
    std::pair<Instant, std::uint32_t> said_at(std::size_t row) const {
        return {entries_.known(row), entries_.sequence(row)};
    }
    void number_batch(std::uint32_t sequence) { entries_.number_batch(sequence); }
    std::int64_t version(std::size_t row) const { return entries_.version(row); }
    /// Whether a row is no record but says that its identity is deleted.
    bool is_deletion(std::size_t row) const { return entries_.is_deletion(row); }
    bool has_deletions() const { return entries_.has_deletions(); }
    /// Where a row came from, as a finding tells it.
    Finding at(std::size_t row) const { return finding(row, {}, {}, {}, false); }
    /// The row that came from a line of a file; none if there is none such.
    std::optional<std::size_t> row_at(std::string_view file, std::size_t line) const;
    /// Where a row came from, for people: "line 3 of deals.csv", "record 3".
    std::string place(std::size_t row) const;
    /// The value as it would be written, with the currency of money.
    std::string shown(const RawColumn& column, std::size_t row) const;
    /// Copies what a row lacks from others, where these agree. Whether a record has ended, and who
    /// has credit for one that has an owner, the row says by saying nothing.
    void fill_from(std::uint32_t row, std::span<const std::uint32_t> others);
    /// Gives those who have credit other names.
    void rename_credited(const std::map<std::string, std::string, std::less<>>& names);
    /// Whose a record is nobody knows then.
    void forget_owner(std::size_t row);
    /// Forgets a value of any type.
    void clear_value(RawColumn& column, std::size_t row);
    /// The credits of records that have any, by row.
    const std::unordered_map<std::uint32_t, std::vector<Credit>>& credits() const {
        return credits_;
    }

    /// What the values take.
    std::size_t bytes() const;
    /// Leaves that ask for it do not see the row: others stand in its place, or none.
    void hide(std::size_t row, SeenBy from);
    /// The leaves that see a row.
    SeenBy seen_by(std::size_t row) const {
        return row < hidden_.size() ? seen_by_ & ~hidden_[row] : seen_by_;
    }
    bool hides_any() const { return !hidden_.empty(); }

    /// A table without rows, for rows that stand beside those of this one: see BookDraft::add_variant.
    RawTable for_variants(SeenBy seen_by) const;
    bool is_variant() const { return is_variant_; }
    SeenBy seen_by() const { return seen_by_; }
    /// Adds a copy of a row of the table it is for; gives the row's number.
    std::size_t add_variant_of(const RawTable& table, std::size_t row) {
        return add_copy(table, row, static_cast<std::uint32_t>(row));
    }
    /// Adds a copy of one of the own rows, in place of the same one.
    std::size_t add_copy_of_variant(std::size_t row) {
        return add_copy(*this, row, instead_of_[row]);
    }
    /// The row of that table in whose place a row stands.
    std::size_t instead_of(std::size_t row) const { return instead_of_[row]; }
    /// The days in which a row is in a stock, [from, until); missing_day for no limit.
    void set_in_force(std::size_t row, std::int32_t from, std::int32_t until);
    /// Marks a paused subscription whose customer stays one.
    void set_on_hold(std::size_t row, std::int32_t since);
    /// Notes what can be undone: see in_force_said_end and the others.
    void set_said_end(std::size_t row, std::int32_t day);
    void set_said_price(std::size_t row, std::int64_t price);
    void set_division(std::size_t row, Division what);
    void add_unread(std::size_t row, std::size_t bit);

    /// Where each record came from, with the names of the files.
    OriginRows origins(std::vector<std::string>& files) const;

private:
    struct Segment {
        std::size_t first_row;
        std::string file;
        std::vector<std::uint32_t> lines;
        std::size_t first_number = 1;  // of records without lines

        std::size_t number(std::size_t row) const { return first_number + (row - first_row); }
        std::size_t line(std::size_t row) const {
            return lines.empty() ? number(row) : lines[row - first_row];
        }
    };

    /// A value that was read and is none.
    struct Fault {
        std::size_t row;
        std::size_t column;
        std::string field;
        bool is_required;
        std::string value;
        std::string reason;
    };

    /// Rows of a column, as they are added: from `first` on, and what was no value among theirs.
    struct Adding {
        std::size_t first;
        std::vector<Fault> faults{};
    };

    template <class Columns>
    static auto found(Columns& columns, std::string_view name) -> decltype(columns.data()) {
        for (auto& column : columns)
            if (column.name == name) return &column;
        return nullptr;
    }

    static constexpr std::uint8_t mark_rejected = 1;
    static constexpr std::uint8_t mark_dropped = 2;
    static constexpr std::uint8_t mark_conflict = 3;

    std::size_t column_for(const FieldInfo& field);
    void add_segment(const Provenance& provenance);
    void forget_behind();
    void copy_value(RawColumn& column, std::uint32_t row, std::uint32_t from);
    const Segment& segment_of(std::size_t row) const;
    void mark(std::size_t row, std::uint8_t as);
    void add_finding(std::size_t row, Finding finding);
    void refuse(
        Adding& adding,
        std::size_t number,
        const RawColumn& column,
        std::string_view value,
        std::string_view reason);
    void report_faults(std::vector<Fault> faults);
    template <class T>
    T* make_room(const Adding& adding, std::vector<T>& values, std::size_t n, T missing);
    template <class T>
    void append_values(
        const Adding& adding, std::vector<T>& values, std::span<const T> added, T missing);
    void append_texts(Adding& adding, RawColumn& column, std::span<const std::string_view> texts);
    void append_ids(Adding& adding, RawColumn& column, std::span<const std::string_view> ids);
    void append_money(Adding& adding, RawColumn& column, std::span<const Money> added);
    void append_credits(
        Adding& adding, const RawColumn& column, std::span<const std::span<const Credit>> added);
    void append(
        Adding& adding,
        RawColumn& column,
        const FieldInfo& field,
        std::span<const void* const> records);

    // Of records of a book: raw_unpack.cpp
    void append_column(const NamedColumn& column, std::span<const std::uint32_t> rows);

    // Of records that are copied: raw_copy.cpp
    RawColumn& column_like(const RawColumn& other);
    void append_column(
        const RawTable& from, const RawColumn& column, std::span<const std::uint32_t> rows);
    void append_currencies(
        const RawTable& from,
        const RawColumn& column,
        std::span<const std::uint32_t> rows,
        RawColumn& to);
    void append_segments(const RawTable& from, std::span<const std::uint32_t> rows);
    void append_findings(const RawTable& from, std::span<const std::uint32_t> rows);

    Finding finding(
        std::size_t row,
        std::string_view field,
        std::string value,
        std::string reason,
        bool rejected) const;

    std::size_t add_copy(const RawTable& table, std::size_t row, std::uint32_t instead_of);
    RawColumn& same_column(const RawColumn& column);

    std::string name_;
    Currency currency_;
    std::map<std::string, Dictionary, std::less<>>* dictionaries_;
    std::size_t added_before_;  // to a book that grows
    std::size_t rows_ = 0;
    std::size_t expected_rows_ = 0;
    std::vector<RawColumn> columns_;
    std::unordered_map<std::uint32_t, std::vector<Credit>> credits_;
    Entries entries_;
    std::vector<std::uint8_t> rejected_;
    std::size_t dropped_rows_ = 0;
    std::vector<Finding> findings_;
    std::vector<std::uint32_t> finding_rows_;  // of each finding
    std::vector<Segment> segments_;
    SeenBy seen_by_ = SeenBy::all;
    std::vector<SeenBy> hidden_;  // by row, from whom; shorter than the table, or empty
    bool is_variant_ = false;
    std::vector<std::uint32_t> instead_of_;  // of rows that stand beside others
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> noted_;  // of all, by row: findings
};

}  // namespace saleskpi::inline v0_3::detail
