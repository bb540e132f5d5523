// SPDX-License-Identifier: MIT
#pragma once

#include "duckdb.hpp"
#include "grid.hpp"
#include "seven_kpis.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

/// All of these throw std::runtime_error that names the first difference: no time is printed of an
/// answer that is wrong.
namespace bench {

using Value = std::optional<saleskpi::Rational>;

/// Where a row of a table stands: how many dimensions it has, the number at the end of the name of
/// the innermost ("rep-17"), and the number of its period.
struct Place {
    std::size_t depth, group, period;
};

/// A table against what each row should hold, and how many there should be.
void compare(
    const saleskpi::Table& table,
    std::size_t rows,
    const std::function<void(const Place&, std::span<Value> values)>& expected,
    const std::string& who);

/// A table of seven KPIs by one dimension against their sums.
void compare(const saleskpi::Table& table, const Grid<Sums>& expected, const std::string& who);

/// Two grids of sums; and rows of group, period and seven sums, where cells without deals may lack.
void compare(const Grid<Sums>& grid, const Grid<Sums>& expected, const std::string& who);

/// Rows of group, period and whole numbers, and how many there should be.
void compare(
    const Numbers& rows,
    std::size_t cells,
    const std::function<std::vector<std::int64_t>(std::size_t group, std::size_t period)>& expected,
    const std::string& who);

/// The answer of a query by g and p, as whole numbers; g as the number at the end of its name.
Numbers by_number(DuckDb& duckdb, const std::string& sql);

void compare_seven(const Numbers& rows, const Grid<Sums>& expected, const std::string& who);
/// The seven sums that a query of DuckDB finds by g and p.
void compare_seven(
    DuckDb& duckdb, const std::string& sql, const Grid<Sums>& expected, const std::string& who);

}  // namespace bench
