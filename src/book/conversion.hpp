// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/value/exchange.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How a book converts money to its currency, and what it has asked its rates for.
struct Conversion {
    ExchangeRates rates;
    /// The currencies and days for which a rate was needed, in order: new rates must not change
    /// what the book already holds.
    std::vector<std::pair<Currency, std::int32_t>> asked;
};

/// Takes the rates off their table; one that is none is rejected there. Throws Error incompatible
/// if they change what records of the book were converted by.
void read_rates(RawTable& table, Conversion& conversion, Currency currency);

/// Converts all money to the reporting currency, rejecting records without a rate. Of what is flagged as
/// `later` nothing is known yet, and no rate is asked for.
void convert_money(
    RawTable& table,
    Conversion& conversion,
    Currency currency,
    std::span<const std::uint8_t> later = {});

}  // namespace saleskpi::inline v0_3::detail
