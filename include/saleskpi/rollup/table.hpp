// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/language/scope.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/rollup/row_key.hpp>
#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <compare>
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

/// Threads: any number may read one Table, row or cell at once; copies share the data.
namespace saleskpi::inline v0_3 {

namespace detail {
struct TableData;
struct TableAccess;
}  // namespace detail

/// A result with the number of records it rests on.
struct CellValue {
    Outcome<AnyQuantity> outcome = Reason::no_records;
    std::int64_t records = 0;  ///< that entered the value
    std::int64_t missing = 0;  ///< that count, but lack a field the value is made of
    Marks marks = {};
};

/// How many of the records that count have the fields that are needed.
struct Coverage {
    std::int64_t known = 0;
    std::int64_t all = 0;

    bool operator==(const Coverage&) const = default;
};

/// The coverage that lacks the most values, by their number; {0, 0} where none is given.
Coverage lowest(std::span<const Coverage> coverage);

/// Which of two values comes first.
enum class SortOrder : std::uint8_t { descending, ascending };

/// "descending"
std::string_view name(SortOrder order);

/// In which order a table has its groups, and how many of them.
struct Sorting {
    std::string metric;  ///< its id
    SortOrder order = SortOrder::descending;
    std::size_t top = 0;       ///< of the innermost dimension, in each group around; 0: all
    std::size_t groups = 0;    ///< of all dimensions, that the table has
    std::size_t left_out = 0;  ///< that it lacks; they count in totals

    bool operator==(const Sorting&) const = default;
};

/// The values of a row, in the order of the table's metrics. Each is computed when it is read.
/// It keeps the data of its table, which may be gone.
class RowValues {
public:
    class Iterator;

    std::size_t size() const noexcept;
    /// Throws Error no_such_cell beyond the last metric.
    CellValue operator[](std::size_t metric) const;

    Iterator begin() const;
    Iterator end() const;

private:
    friend class RowView;
    RowValues(std::shared_ptr<const detail::TableData> table, std::size_t row)
        : table_{std::move(table)}, row_{row} {}

    /// Throws Error no_such_cell beyond the last metric.
    CellValue read(std::size_t metric, std::shared_ptr<void>& read) const;

    std::shared_ptr<const detail::TableData> table_;
    std::size_t row_;
};

class RowValues::Iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = CellValue;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = CellValue;

    Iterator(RowValues values, std::size_t metric) : values_{std::move(values)}, metric_{metric} {}
    /// A copy begins to read anew: threads may go on with one each.
    Iterator(const Iterator& other) : values_{other.values_}, metric_{other.metric_} {}
    Iterator(Iterator&&) noexcept = default;
    Iterator& operator=(const Iterator& other) { return *this = Iterator{other}; }
    Iterator& operator=(Iterator&&) noexcept = default;
    ~Iterator() = default;

    CellValue operator*() const { return values_.read(metric_, read_); }
    Iterator& operator++() {
        ++metric_;
        return *this;
    }
    Iterator operator++(int) {
        Iterator before = *this;
        ++metric_;
        return before;
    }
    bool operator==(const Iterator& other) const { return metric_ == other.metric_; }

private:
    RowValues values_;
    std::size_t metric_;
    mutable std::shared_ptr<void> read_;  ///< what the metrics of the row share
};

inline RowValues::Iterator RowValues::begin() const { return {*this, 0}; }
inline RowValues::Iterator RowValues::end() const { return {*this, size()}; }

/// One row of a table. It keeps the data of its table, which may be gone; copies are cheap.
class RowView {
public:
    RowKey key() const;
    RowValues values() const { return {table_, row_}; }

    /// The value of a metric, in its own type. Throws Error no_such_cell if the table lacks it, or
    /// has another metric of that id.
    template <MetricConstant M>
    Outcome<Quantity<M::unit>> operator[](const M& metric) const {
        return cell(metric).outcome.map(
            [](const AnyQuantity& q) { return q.template as<M::unit>(); });
    }
    Outcome<AnyQuantity> operator[](const Definition& metric) const { return cell(metric).outcome; }
    /// By number they are in values(): a plain 0 would be taken for a text, and be none.
    template <std::integral Number>
    void operator[](Number) const = delete;
    template <std::integral Number>
    void cell(Number) const = delete;
    Outcome<AnyQuantity> operator[](std::string_view id) const { return cell(id).outcome; }
    /// The value with the number of records behind it.
    template <MetricConstant M>
    CellValue cell(const M& metric) const {
        return cell(metric.definition());
    }
    CellValue cell(const Definition& metric) const { return cell(metric.view()); }
    CellValue cell(std::string_view id) const;
    /// Of each aggregate of a metric, in the order of its formula: on how many records it rests.
    std::vector<Coverage> coverage(std::string_view id) const;
    /// The ranges of days that a metric's value is taken from, in order: the period's own, and
    /// those it is compared with.
    std::vector<Window> days(std::string_view id) const;

private:
    friend class Table;
    friend struct detail::TableAccess;
    RowView(std::shared_ptr<const detail::TableData> table, std::size_t row)
        : table_{std::move(table)}, row_{row} {}

    CellValue cell(const DefinitionView& metric) const;

    std::shared_ptr<const detail::TableData> table_;
    std::size_t row_;
};

/// The result of a rollup: a row per group and period, a column per metric.
/// Rows are ordered by group, its subtotal after its members, the unassigned last, then by period; see
/// Rollup::sorted_by for another order of groups.
/// It is a range of its rows: `for (const auto row : table)`.
///
/// A table holds what its values are made of, sums and counts, and does the arithmetic of a value
/// when it is read. A value that no fraction of 128 bits holds is rounded and has the mark `rounded`.
/// Any number of threads may read; copies share the data, and so do rows.
class Table {
public:
    class Iterator;

    /// The columns. No two have one id or one title: where two metrics are called the same, the id
    /// is added.
    std::span<const Definition> metrics() const&;
    std::span<const std::string> dimensions() const&;
    Grain grain() const;
    Window window() const;
    const Calendar& calendar() const&;
    Currency currency() const;
    std::optional<Date> as_of() const;
    /// The day at whose end what is said here was known, if it was asked for.
    std::optional<Date> known_at() const;
    /// By what rules recurring revenue is counted; nothing where no metric reads subscriptions.
    std::optional<RevenuePolicy> revenue_policy() const;
    /// The last day on which something happened, where no end was asked for: a period that has later
    /// days is not over.
    std::optional<Date> data_to() const;
    /// Whether there are rows for outer groups and for the total.
    bool has_subtotals() const;
    /// What the table is restricted to: it tells of nothing else, but for has_shares_of_whole().
    const Scope& scope() const&;
    Scope scope() const&&;
    /// Whether shares, ranks and common mixes of a restricted table are of the whole book, and not of
    /// what is left.
    bool has_shares_of_whole() const;
    /// The day whose seats results are counted in, if not those of the day they happened on.
    std::optional<Date> seated_as_of() const;
    /// How groups are sorted, if not by name.
    std::optional<Sorting> sorting() const;
    /// What the book the table was made from had rejected.
    const BuildReport& report() const&;

    // Of a table that is about to go, copies.
    std::vector<Definition> metrics() const&&;
    std::vector<std::string> dimensions() const&&;
    Calendar calendar() const&&;
    BuildReport report() const&&;

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    /// Throws Error no_such_cell beyond the last row.
    RowView operator[](std::size_t row) const;
    Iterator begin() const;
    Iterator end() const;

    /// The row of a group and a period, `table.at({"EMEA", "North"}, Quarter{2025, 2})`; the group may
    /// be a range of texts, the period a Period. Throws Error no_such_cell.
    RowView at(const GroupNames& group, const Period& period) const;
    template <Grain G>
    RowView at(const GroupNames& group, TypedPeriod<G> period) const {
        return at(group, calendar().period(period));
    }
    /// The same in a table of one period.
    RowView at(const GroupNames& group) const;
    /// The row with the key of a row, of this table or of another one.
    template <std::same_as<RowKey> Key>
    RowView at(const Key& key) const {
        return at(GroupNames{key.group}, key.period);
    }

    /// The same, but nothing where at() throws.
    std::optional<RowView> find(const GroupNames& group, const Period& period) const;
    template <Grain G>
    std::optional<RowView> find(const GroupNames& group, TypedPeriod<G> period) const {
        return find(group, calendar().period(period));
    }
    std::optional<RowView> find(const GroupNames& group) const;
    template <std::same_as<RowKey> Key>
    std::optional<RowView> find(const Key& key) const {
        return find(GroupNames{key.group}, key.period);
    }

private:
    friend struct detail::TableAccess;
    explicit Table(std::shared_ptr<const detail::TableData> data) : data_{std::move(data)} {}

    std::shared_ptr<const detail::TableData> data_;
};

/// Goes over the rows of a table, in any order. It keeps the table's data.
class Table::Iterator {
public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;  // a row is made when it is asked for
    using value_type = RowView;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = RowView;

    Iterator() = default;

    /// Throws Error no_such_cell outside the table.
    RowView operator*() const { return Table{data_}[static_cast<std::size_t>(row_)]; }
    RowView operator[](difference_type n) const { return *(*this + n); }

    Iterator& operator+=(difference_type n) {
        row_ += n;
        return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this += -1; }
    Iterator operator++(int) {
        Iterator before = *this;
        ++*this;
        return before;
    }
    Iterator operator--(int) {
        Iterator before = *this;
        --*this;
        return before;
    }
    friend Iterator operator+(Iterator at, difference_type n) { return at += n; }
    friend Iterator operator+(difference_type n, Iterator at) { return at += n; }
    friend Iterator operator-(Iterator at, difference_type n) { return at += -n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
        return a.row_ - b.row_;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.row_ == b.row_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.row_ <=> b.row_; }

private:
    friend class Table;
    Iterator(std::shared_ptr<const detail::TableData> data, std::size_t row)
        : data_{std::move(data)}, row_{static_cast<difference_type>(row)} {}

    std::shared_ptr<const detail::TableData> data_;
    difference_type row_ = 0;
};

}  // namespace saleskpi::inline v0_3
