// SPDX-License-Identifier: MIT
#pragma once

#include "context.hpp"
#include "grid.hpp"

#include <saleskpi/rollup/rollup.hpp>
#include <saleskpi/value/rational.hpp>

#include <array>
#include <optional>
#include <string>

namespace bench {

/// Revenue, gross margin, win rate, average deal size, discount rate, full price share, sales cycle.
saleskpi::Rollup seven_kpis(
    const saleskpi::Book& book,
    const saleskpi::Window& window,
    saleskpi::Grain grain,
    unsigned threads);

using SevenValues = std::array<std::optional<saleskpi::Rational>, 7>;

/// The same in the same order, from their sums.
SevenValues values_of(const Sums& sums);

/// The sums behind them in DuckDB, by `group` and period. Of the ways to write it the fastest:
/// first by stage as well, then won and lost side by side.
std::string seven_sums_sql(
    const std::string& group, const saleskpi::Window& window, saleskpi::Grain grain);

/// The number of a date's period in SQL: consecutive, and 0 for the first of the window.
std::string period_sql(
    const std::string& date, const saleskpi::Window& window, saleskpi::Grain grain);
/// That a date lies in a window.
std::string within_sql(const std::string& date, const saleskpi::Window& window);

}  // namespace bench
