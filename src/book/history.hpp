// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/record/deal.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The value of a field, of whichever type: a code, a day, a choice or a number. missing_number
/// where there is none.
struct HeldValue {
    std::int64_t number = missing_number;
    Currency currency{};                ///< of money in another currency than the book's
    const Dictionary* texts = nullptr;  ///< of a text: what the number is a code of

    bool is_missing() const { return number == missing_number; }
    std::string_view text() const { return texts->text(static_cast<std::int32_t>(number)); }
    bool operator==(const HeldValue& other) const;
};

HeldValue held(const RawColumn& column, std::size_t row);
void put(RawColumn& column, std::size_t row, const HeldValue& value);

/// What a field of a record became on a day.
struct HistoryEntry {
    std::uint32_t row;     ///< of the record
    std::uint32_t column;  ///< by its number
    std::int32_t day;
    std::int64_t order = missing_number;
    int rank = 0;  ///< among those of one day without an order: see StageRank
    HeldValue value{};
    HeldValue before{};
    bool is_own = false;  ///< of the record itself

    auto place() const { return std::tie(row, column, day, is_own, order, rank); }
};

using HistoryEntries = std::span<const HistoryEntry>;

/// A deal's stage, and when it was decided.
struct DealOutcome {
    Stage stage = Stage::open;
    std::int32_t closed = missing_day;

    bool is_decided() const { return stage != Stage::open; }
    bool operator==(const DealOutcome&) const = default;
};

/// What happened to the records of one table: entries by record, field and day.
///
/// A record is an entry too: of the day of its closing, if it has one, where it comes after all others
/// of that day. What it says of its fields holds from then on, unless they changed later; what it
/// says of its outcome in any case. A record that is open says what it is today: that comes after all
/// entries, and before none of the days as of which a book may be known.
///
/// Which of several entries of one day and order comes last is said by what was before. If it is not
/// said, the field is not known from then on.
class FieldHistory {
public:
    explicit FieldHistory(RawTable& table);

    RawTable& table() const { return *table_; }
    void add(HistoryEntry entry) { entries_.push_back(entry); }
    /// Once all are added. Of a book that is not as of a day, records say what they are today.
    void settle(bool is_as_of_a_day);
    bool empty() const { return entries_.empty(); }

    /// Puts the records into the state of the end of the day, and forgets what came later. Gives the
    /// names that records have no more, by domain.
    std::map<std::string, std::set<std::int32_t>> replay(std::int32_t day);

    /// The rows of records with entries, each once, in order.
    std::vector<std::uint32_t> rows() const;
    /// All of a record, by field.
    HistoryEntries of(std::uint32_t row) const;
    HistoryEntries of(std::uint32_t row, std::uint32_t column) const;
    /// What was in force of a field with entries at the end of a day.
    HeldValue at(std::uint32_t row, std::uint32_t column, std::int32_t day) const;
    /// The same of the outcome of a deal whose stage has entries.
    DealOutcome outcome_at(std::uint32_t row, std::int32_t day) const;
    /// What the record of a deal says.
    DealOutcome recorded(std::uint32_t row) const;
    /// Whether it says that a deal is decided, but not when, and its history does not, either.
    bool is_undated(std::uint32_t row) const;

    /// The number of a column; nothing if the table has none such.
    std::optional<std::uint32_t> column(std::string_view name) const;
    /// That of the stage, which goes with the day of closing; nothing if it is no table of deals.
    std::optional<std::uint32_t> stage_column() const { return stage_; }
    std::optional<std::uint32_t> closed_column() const { return closed_; }

private:
    void add_own(std::vector<HistoryEntry>& entries, bool is_as_of_a_day) const;

    RawTable* table_;
    std::vector<HistoryEntry> entries_;
    std::optional<std::uint32_t> stage_;  // both or none
    std::optional<std::uint32_t> closed_;
};

}  // namespace saleskpi::inline v0_3::detail
