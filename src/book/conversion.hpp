// SPDX-License-Identifier: MIT
#pragma once

#include "book/copy_on_write.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/book/conversion_rule.hpp>
#include <saleskpi/value/exchange.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How a book converts money to its currency, and what it has asked its rates for.
struct Conversion {
    CopyOnWrite<ExchangeRates> rates;
    /// The currencies and days for which a rate was needed, in order: new rates must not change
    /// what the book already holds.
    std::vector<std::pair<Currency, std::int32_t>> asked;
    /// By a currency and those over which it was converted, the first and the last day.
    std::map<std::pair<Currency, std::vector<Currency>>, std::pair<std::int32_t, std::int32_t>>
        crossed;
    std::vector<ExchangeRates::Contradiction> contradictions;
};

/// Whose days count for what is converted.
struct ConversionDays {
    ConversionRule rule;
    std::optional<Date> as_of{};
};

/// Takes the rates off their table; one that is none is rejected there. Throws Error incompatible
/// if they change what records of the book were converted by.
void read_rates(RawTable& table, Conversion& conversion, Currency currency);

/// Converts all money to the reporting currency; without a rate it is missing, and where a record has to
/// have it that is rejected. Of what is flagged as
/// `later` nothing is known yet, and no rate is asked for.
void convert_money(
    RawTable& table,
    Conversion& conversion,
    Currency currency,
    const ConversionDays& days,
    std::span<const std::uint8_t> later = {});

}  // namespace saleskpi::inline v0_3::detail
