// SPDX-License-Identifier: MIT
#pragma once

#include "load/entry_reader.hpp"
#include "load/field_source.hpp"
#include "load/not_listed.hpp"
#include "load/row_rules.hpp"
#include "load/total_rows.hpp"
#include "load/unpivot.hpp"

#include <saleskpi/load/records.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Makes records of the rows of one file.
class RecordReader final : public RowSink {
public:
    /// `currency` is that of amounts whose record names none; `date_of_instant` may be empty. Throws Error unknown_field for a
    /// mapping of one, and missing_column for a required field that is read from nowhere.
    RecordReader(
        const TableMapping& mapping,
        Currency currency,
        const DateOfInstant& date_of_instant,
        std::string file,
        LookupTables& lookups,
        RecordBuffer& to);

    std::span<const std::string> columns() const { return wanted_.names(); }
    const LoadReport& report() const { return report_; }

    /// Before all else: finds the columns that are unpivoted, as Unpivoting does.
    void find_columns(const std::function<void(ColumnSink&)>& read);
    /// Hands the rows of a file on to a sink, unpivoted where the mapping says so; `read` hands them to one.
    void hand_on(RowSink& to, const std::function<void(RowSink&)>& read) const;
    /// Before the first row: finds how columns write numbers of which nobody has said it. `read` hands all
    /// rows of the file to a sink; it is not called if all is said.
    void infer_numbers(const std::function<void(RowSink&)>& read);
    /// Finds the rows that look like totals of others. `read` hands all rows of the file to a sink.
    std::vector<TotalRow> find_totals(const std::function<void(RowSink&)>& read) const {
        return TotalFinder{sources_, wanted_, rules_}.find(read);
    }
    /// Before the first row: leaves out those that are totals for certain.
    void leave_out(std::span<const TotalRow> totals);
    /// Whether a record was made of a row that may be a total.
    bool has_suspects() const {
        constexpr std::size_t some = 200;
        return has_words_ || (!suspects_.empty() && are_few(suspects_.size(), report_.kept + some));
    }
    /// After the last row: reports what was left out, not listed, and kept though it looks like a total.
    void finish(std::span<const TotalRow> totals);

    void delimiter(char found) override {
        if (found != ',') report_.delimiter = found;
    }
    void header(std::span<const std::string> columns) override;
    void keys(std::span<const std::string> columns) override;
    void row(std::size_t line, std::span<const Cell> cells) override;
    void reject(std::size_t line, std::string_view value, std::string_view reason) override;
    std::unique_ptr<RowSink> part() override;
    void take(RowSink& part, std::size_t lines_before) override;

private:
    /// A value that keeps its record from being read.
    struct Fault {
        std::string_view field;
        std::string value;
        std::string reason;
    };

    /// A reader for a part of the rows.
    RecordReader(const RecordReader& whole, std::unique_ptr<RecordBuffer> to);

    void find_ignored(std::span<const std::string> columns);
    std::optional<Fault> read_currency(std::span<const Cell> cells);
    std::optional<Fault> read_field(
        const FieldSource& source, std::span<const Cell> cells, void* record);
    bool read_plain(const FieldSource& source, std::span<const Cell> cells, void* record);
    std::optional<Fault> read_all(std::span<const Cell> cells, void* record);
    Cell pick(const FieldSource& source, std::span<const Cell> cells);
    std::string_view id_of_line();
    std::string end_of_span(
        const FieldSource& source, const Cell& cell, void* record, FieldValue& value) const;
    bool is_left_out(std::size_t line, std::span<const Cell> cells);
    void make_line(void* record);
    void watch_totals();
    void note_suspect(std::size_t line, bool has_word);
    void watch_id(std::size_t line, std::span<const Cell> cells);
    void report_fault(
        std::size_t line,
        std::string_view field,
        std::string value,
        std::string reason,
        bool rejected);

    Currency default_currency_;
    RecordBuffer* to_;
    std::unique_ptr<RecordBuffer> own_;  // of a part
    WantedColumns wanted_;
    std::vector<FieldSource> sources_;  // the record's id first
    std::optional<FieldSource> currency_source_;
    std::optional<FieldSource> region_source_;  // if instants are to be read
    EntryReader entry_;
    RowRules rules_;
    std::optional<Unpivoting> unpivoting_;
    bool has_ids_of_lines_ = false;
    std::vector<std::size_t> totals_;  // lines to leave out, ascending
    NotListed not_listed_;
    LoadReport report_;
    /// Where rows of one id are lines of one deal, how many each has had.
    std::optional<std::unordered_map<std::string, std::size_t>> lines_of_id_;
    std::string last_code_;  // most records are in the currency of the one before
    Currency last_currency_;

    bool finds_totals_ = false;
    bool watches_ids_ = false;           // for totals: only a row with such an id is one
    bool watches_texts_ = false;         // for totals, where there are no ids
    std::vector<std::size_t> suspects_;  // lines of records that may be totals
    bool has_words_ = false;             // of one of them, for totals
    std::size_t most_of_total_ = 0;      // fields that have values in one

    // Of the current row:
    std::size_t line_ = 0;
    std::string_view column_;  // of which it is the record, where columns are unpivoted
    std::string line_id_;
    bool may_be_total_ = false;
    std::size_t missing_ = 0;  // fields without a value
    RowContext context_;
    std::string_view id_;
    std::vector<Fault> notes_;
    EntryMarks marks_;
};

}  // namespace saleskpi::inline v0_3::detail
