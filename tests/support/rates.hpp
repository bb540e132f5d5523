// SPDX-License-Identifier: MIT
#pragma once

#include "support/make.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>
#include <vector>

/// Exchange rates that are easy to calculate with.
namespace make {

/// From the beginning where no day is given.
inline ExchangeRate rate(
    std::string_view base, std::string_view quote, std::string_view from, std::int64_t hundredths) {
    ExchangeRate r{std::string{base}, std::string{quote}, {}, Decimal::ratio(hundredths, 100)};
    if (!from.empty()) r.from = day(from);
    return r;
}

/// A euro is 1.01 dollars in January 2025, 1.02 in February, and so on.
inline std::vector<ExchangeRate> euros_by_month(int months = 12) {
    std::vector<ExchangeRate> rates;
    for (int month = 1; month <= months; ++month)
        rates.push_back(rate("EUR", "USD", fmt::format("2025-{:02}-01", month), 100 + month));
    return rates;
}

}  // namespace make
