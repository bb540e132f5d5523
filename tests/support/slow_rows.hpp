// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_records.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/metric/leaf.hpp>

#include <optional>
#include <span>
#include <vector>

/// What one record says, whoever it belongs to.
namespace slow {

/// A rep's part of a record: the share, in billionths.
struct Line {
    std::string rep;
    std::int64_t weight = 0;
};

/// Who shares the record. One line for one that nobody shares.
std::vector<Line> lines_of(const Table& table, const Row& row);

bool satisfies(const Table& table, const Row& row, std::span<const Test> condition);

/// Whether each rep has a part of the value: it is money.
bool is_shared_out(const RowValue& value);

/// The record's value; with a line, of money only that line's part. None if it is missing. A wait that
/// is not over is as long as it was seen.
std::optional<Rational> value_of(
    const Table& table,
    const Row& row,
    const RowValue& value,
    std::optional<std::size_t> line = std::nullopt,
    Date seen_until = {});

/// The day from which a record is in a stock; none if it is there since ever.
std::optional<Date> start_of(const Table& table, const Row& row, const Leaf& leaf);

/// The days of the window on which the record counts: one of a flow or a stock, if any; each day of
/// what is spread or in force.
std::vector<Date> days_of(
    const Table& table, const Row& row, const Leaf& leaf, const Window& window);

}  // namespace slow
