// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

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
}  // namespace exchange_rate

template <>
struct Schema<ExchangeRate> {
    static constexpr std::string_view table = "exchange_rates";
    static constexpr auto fields = std::tuple{
        exchange_rate::base, exchange_rate::quote, exchange_rate::from, exchange_rate::rate};
};

template <>
const RecordType& record_type<ExchangeRate>();

}  // namespace saleskpi
