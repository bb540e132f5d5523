// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>

#include <span>
#include <string_view>

namespace sales_report {

/// KPIs that are read together, by one name.
struct NamedReport {
    std::string_view name;
    std::span<const std::string_view> metrics;         ///< ids
    saleskpi::Grain every = saleskpi::Grain::month;    ///< unless --every says another
    std::span<const std::string_view> waterfall = {};  ///< balance, movements, balance; or none
    std::span<const std::string_view> cards = {};      ///< of a page; none: the first few
};

std::span<const NamedReport> named_reports();

/// Throws UsageError with the nearest name.
const NamedReport& named_report(std::string_view name);

}  // namespace sales_report
