// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi {

/// A result with the number of records it rests on.
struct CellValue {
    Outcome<AnyQuantity> outcome = Reason::no_records;
    std::int64_t records = 0;  ///< that entered the value
    std::int64_t missing = 0;  ///< that count, but lack a field the value is made of
};

/// A group and a period. A group shorter than the table's dimensions is a subtotal; an empty one
/// the total.
struct RowKey {
    std::vector<std::string> group;
    Period period;
    std::string label;  ///< of the period
};

class Table;

/// One row of a table. Refers to the table, which must live as long as the row is used.
class RowView {
public:
    RowView(const Table& table, std::size_t row) : table_{&table}, row_{row} {}

    const RowKey& key() const;
    std::span<const CellValue> values() const;

    /// The value of a metric, in its own type. Throws Error no_such_cell if the table lacks it.
    template <MetricConstant M>
    Outcome<Quantity<M::unit>> operator[](const M& metric) const {
        return cell(metric.id()).outcome.map([](const AnyQuantity& q) {
            return q.template as<M::unit>();
        });
    }
    Outcome<AnyQuantity> operator[](std::string_view id) const { return cell(id).outcome; }
    /// The value with the number of records behind it.
    const CellValue& cell(std::string_view id) const;

private:
    const Table* table_;
    std::size_t row_;
};

/// The result of a rollup: a row per group and period, a column per metric.
/// Rows are ordered by group, its subtotal after its members, the unassigned last, then by period.
class Table {
public:
    std::span<const Definition> metrics() const { return metrics_; }
    std::span<const std::string> dimensions() const { return dimensions_; }
    Grain grain() const { return grain_; }
    const Window& window() const { return window_; }
    const Calendar& calendar() const { return calendar_; }
    Currency currency() const { return currency_; }
    std::optional<Date> as_of() const { return as_of_; }
    /// What the book the table was made from had rejected.
    const BuildReport& report() const { return report_; }

    std::size_t size() const { return keys_.size(); }
    RowView operator[](std::size_t row) const { return {*this, row}; }

    /// The row of a group and a period: `table.at({"EMEA", "North"}, Quarter{2025, 2})`.
    /// Throws Error no_such_cell.
    template <Grain G>
    RowView at(std::initializer_list<std::string_view> group, TypedPeriod<G> period) const {
        return at(std::span{group.begin(), group.size()}, calendar_.period(period));
    }
    RowView at(std::span<const std::string_view> group, const Period& period) const;
    /// The same in a table of one period.
    RowView at(std::initializer_list<std::string_view> group) const;

private:
    friend class RowView;
    friend class TableWriter;

    std::vector<Definition> metrics_;
    std::vector<std::string> dimensions_;
    Grain grain_ = Grain::window;
    Window window_;
    Calendar calendar_;
    Currency currency_;
    std::optional<Date> as_of_;
    BuildReport report_;
    std::vector<RowKey> keys_;
    std::vector<CellValue> values_;
};

}  // namespace saleskpi
