// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/language/words.hpp>
#include <saleskpi/rollup/table.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: any number may read one Report, row or cell at once; copies share the data.
namespace saleskpi::inline v0_3 {

namespace detail {
struct ReportBlock;
struct ReportData;
}  // namespace detail

/// Of which days a metric speaks.
enum class Timing : std::uint8_t {
    activity,  ///< of all days of a period: what happened in them
    balance,   ///< of the day at its edge: what there is then
    both       ///< it puts one beside the other
};

/// "activity"
std::string_view name(Timing timing);

/// A metric of a report, and what there is to say of it.
struct ReportColumn {
    Definition metric;
    Words words;
    std::uint64_t fingerprint = 0;
    Timing timing = Timing::activity;
};

/// A value, or why there is none, as it is read of a report. The fraction is reduced when it is asked
/// for.
class ReportCell {
public:
    bool has_value() const noexcept { return !reason_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// Throws Error invalid_argument when there is a value.
    Reason reason() const;
    /// The exact value, with its unit and currency.
    Outcome<AnyQuantity> outcome() const;
    /// The nearest double, money in major units; for display only, and cheaper than the exact value.
    /// Throws Error no_value, naming the reason.
    double to_double() const;
    Marks marks() const noexcept { return marks_; }
    /// Of the metric's aggregate that lacks the most records, how many have the fields it needs.
    Coverage coverage() const noexcept { return coverage_; }

private:
    friend struct detail::ReportBlock;
    ReportCell() = default;

    int128 numerator_ = 0;
    int128 denominator_ = 1;
    Coverage coverage_;
    std::optional<Reason> reason_;
    Marks marks_;
    Unit unit_ = Unit::ratio;
    Currency currency_;
};

/// A group in a period, with a cell for each column. It keeps what it reads, its report may be gone.
class ReportRow {
public:
    RowKey key() const;
    /// Whether it is a total over some of the dimensions.
    bool is_subtotal() const;
    /// Whether it is of the same group as the row before it.
    bool continues_group() const;
    std::size_t size() const noexcept;
    /// Throws Error no_such_cell beyond the last column.
    ReportCell operator[](std::size_t column) const;
    /// Throws Error no_such_cell for an id that no column has.
    ReportCell operator[](std::string_view id) const;
    /// By number it is the one above: a plain 0 would be taken for a text, and be none.
    ReportCell operator[](int column) const { return (*this)[static_cast<std::size_t>(column)]; }

private:
    friend class Report;
    friend class ReportIterator;
    std::shared_ptr<const detail::ReportData> report_;
    std::shared_ptr<const detail::ReportBlock> block_;
    std::size_t row_ = 0;
};

/// How a report is made.
struct ReportOptions {
    /// How many threads may evaluate; 0 for all cores. The report is the same for any number.
    unsigned threads = 0;
    /// Whether all cells are evaluated at once and kept, at up to 24 bytes each (those of
    /// more than 64 bits above or below take more). If not, rows are
    /// evaluated a block at a time whenever somebody goes over them: for tables too large to keep.
    bool keep = true;
};

/// Why records do not count, and how many for that reason.
struct RejectedRecords {
    std::string table;
    FindingKind kind;
    std::string field;  ///< empty where it is the whole record
    std::size_t records = 0;

    bool operator==(const RejectedRecords&) const = default;
};

/// Goes over the rows of a report from first to last. It keeps what it reads.
class ReportIterator;

/// What a table says, evaluated: the one thing that text, JSON, CSV, Markdown and records are written
/// of. A table does the arithmetic of a value whenever it is read; a report has done it, each cell
/// once.
class Report {
public:
    explicit Report(const Table& table, ReportOptions options = {});

    std::span<const ReportColumn> columns() const& noexcept;
    std::vector<ReportColumn> columns() const&&;
    /// What was asked: dimensions, grain, window, calendar, currency, as-of day, order.
    const Table& table() const& noexcept;
    Table table() const&&;
    /// How many records of which tables were rejected, by table, kind and field. Counted when it is
    /// asked for: it goes over all findings.
    std::vector<RejectedRecords> rejected() const;

    /// The number of rows.
    std::size_t size() const noexcept;
    bool empty() const noexcept { return size() == 0; }
    /// Throws Error no_such_cell beyond the last row.
    ReportRow operator[](std::size_t row) const;
    ReportIterator begin() const;
    ReportIterator end() const;
    /// Whether the cells are kept.
    bool is_kept() const noexcept;

    /// The values of a column as doubles, money in major units, in the order of rows; nothing where there
    /// is no value. For charts and statistics.
    std::vector<std::optional<double>> doubles(std::size_t column) const;

private:
    std::shared_ptr<const detail::ReportData> data_;
};

class ReportIterator {
public:
    using iterator_concept = std::input_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = ReportRow;
    using difference_type = std::ptrdiff_t;
    using pointer = const ReportRow*;
    using reference = const ReportRow&;

    const ReportRow& operator*() const { return row_; }
    const ReportRow* operator->() const { return &row_; }
    ReportIterator& operator++();
    void operator++(int) { ++*this; }
    /// Of the same report, at the same row.
    bool operator==(const ReportIterator& other) const { return row_.row_ == other.row_.row_; }

private:
    friend class Report;
    void load();

    ReportRow row_;
    /// Blocks evaluated together, of which the row's is one.
    std::vector<std::shared_ptr<const detail::ReportBlock>> ahead_;
};

}  // namespace saleskpi::inline v0_3
