// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/chart/of_report.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace sales_report {

/// A column of a waterfall: a balance, or what is added to it or taken away.
struct Movement {
    std::string_view id;
    bool is_taken_away = false;
};

/// KPIs that are read together, by one name.
struct NamedReport {
    std::string_view name;
    std::span<const std::string_view> metrics;       ///< ids
    saleskpi::Grain every = saleskpi::Grain::month;  ///< unless --every says another
    std::span<const Movement> waterfall = {};        ///< balance, movements, balance; or none
    std::span<const std::string_view> cards = {};    ///< of a page; none: the first few

    std::vector<saleskpi::ChartColumn> waterfall_columns() const;
};

std::span<const NamedReport> named_reports();

/// Throws UsageError with the nearest name.
const NamedReport& named_report(std::string_view name);

}  // namespace sales_report
