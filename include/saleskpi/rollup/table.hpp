// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace detail {
struct TableData;
}

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
};

/// The one that lacks the most; zero of zero of none.
Coverage lowest(std::span<const Coverage> coverage);

/// A group and a period. A group shorter than the table's dimensions is a subtotal; an empty one
/// the total.
struct RowKey {
    std::vector<std::string> group;
    Period period;      ///< not complete if the window cuts it short, or it is not over
    std::string label;  ///< of the period
};

class Table;

/// The values of a row, in the order of the table's metrics. Each is computed when it is read.
class RowValues {
public:
    RowValues(const Table& table, std::size_t row) : table_{&table}, row_{row} {}

    std::size_t size() const;
    CellValue operator[](std::size_t metric) const;

    class Iterator {
    public:
        Iterator(const RowValues& values, std::size_t metric) : values_{&values}, metric_{metric} {}
        CellValue operator*() const { return (*values_)[metric_]; }
        Iterator& operator++() {
            ++metric_;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return metric_ != other.metric_; }

    private:
        const RowValues* values_;
        std::size_t metric_;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

private:
    const Table* table_;
    std::size_t row_;
};

/// One row of a table. Refers to the table, which must live as long as the row is used.
class RowView {
public:
    RowView(const Table& table, std::size_t row) : table_{&table}, row_{row} {}

    RowKey key() const;
    RowValues values() const { return {*table_, row_}; }

    /// The value of a metric, in its own type. Throws Error no_such_cell if the table lacks it.
    template <MetricConstant M>
    Outcome<Quantity<M::unit>> operator[](const M& metric) const {
        return cell(metric.id()).outcome.map([](const AnyQuantity& q) {
            return q.template as<M::unit>();
        });
    }
    Outcome<AnyQuantity> operator[](std::string_view id) const { return cell(id).outcome; }
    /// The value with the number of records behind it.
    CellValue cell(std::string_view id) const;
    /// Of each aggregate of a metric, in the order of its formula: on how many records it rests.
    std::vector<Coverage> coverage(std::string_view id) const;
    /// The ranges of days that a metric's value is taken from, in order: the period's own, and
    /// those it is compared with.
    std::vector<Window> days(std::string_view id) const;

private:
    std::size_t number_of(std::string_view id) const;

    const Table* table_;
    std::size_t row_;
};

/// The result of a rollup: a row per group and period, a column per metric.
/// Rows are ordered by group, its subtotal after its members, the unassigned last, then by period.
///
/// A table holds what its values are made of, sums and counts, and does the arithmetic of a value
/// when it is read: reading throws Error overflow, naming the metric, if that exceeds 128 bits.
/// Any number of threads may read; copies share the data.
class Table {
public:
    explicit Table(std::shared_ptr<const detail::TableData> data) : data_{std::move(data)} {}

    std::span<const Definition> metrics() const;
    std::span<const std::string> dimensions() const;
    Grain grain() const;
    const Window& window() const;
    const Calendar& calendar() const;
    Currency currency() const;
    std::optional<Date> as_of() const;
    /// The last day on which something happened, where no end was asked for: a period that has later
    /// days is not over.
    std::optional<Date> data_to() const;
    /// What the book the table was made from had rejected.
    const BuildReport& report() const;

    std::size_t size() const;
    RowView operator[](std::size_t row) const { return {*this, row}; }

    /// The row of a group and a period: `table.at({"EMEA", "North"}, Quarter{2025, 2})`.
    /// Throws Error no_such_cell.
    template <Grain G>
    RowView at(std::initializer_list<std::string_view> group, TypedPeriod<G> period) const {
        return at(std::span{group.begin(), group.size()}, calendar().period(period));
    }
    RowView at(std::span<const std::string_view> group, const Period& period) const;
    /// The same in a table of one period.
    RowView at(std::initializer_list<std::string_view> group) const;

private:
    friend class RowValues;
    friend class RowView;

    std::shared_ptr<const detail::TableData> data_;
};

}  // namespace saleskpi::inline v0_3
