// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi {

/// What one unit of a currency costs in another, from a day until the next rate of the pair.
struct ExchangeRate {
    std::string base{};          ///< "EUR": one of these ...
    std::string quote{};         ///< "USD": ... costs `rate` of these
    std::optional<Date> from{};  ///< the first day in force; missing: since ever
    std::optional<Decimal> rate{};
};

/// The fields of an exchange rate.
namespace exchange_rate {
inline constexpr auto base = field("base", &ExchangeRate::base).required().of_domain("currency");
inline constexpr auto quote = field("quote", &ExchangeRate::quote).required().of_domain("currency");
inline constexpr auto from = field("from", &ExchangeRate::from);
inline constexpr auto rate = field("rate", &ExchangeRate::rate).required();

using Fields = FieldList<base, quote, from, rate>;
}  // namespace exchange_rate

template <>
struct Schema<ExchangeRate> : exchange_rate::Fields {
    static constexpr std::string_view table = "exchange_rates";
};

template <>
const RecordType& record_type<ExchangeRate>();

}  // namespace saleskpi
