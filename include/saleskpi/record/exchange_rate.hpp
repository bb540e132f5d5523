// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What one unit of a currency costs in another, from a day until the next rate of the pair.
struct ExchangeRate {
    std::string base{};          ///< "EUR": one of these ...
    std::string quote{};         ///< "USD": ... costs `rate` of these
    std::optional<Date> from{};  ///< the first day in force; missing: since ever
    std::optional<Decimal> rate{};
};

/// The fields of an exchange rate.
namespace kpi::exchange_rate {
inline constexpr auto base = field("base", &ExchangeRate::base).required().of_domain("currency");
inline constexpr auto quote = field("quote", &ExchangeRate::quote).required().of_domain("currency");
inline constexpr auto from = field("from", &ExchangeRate::from);
inline constexpr auto rate = field("rate", &ExchangeRate::rate).required();

using Fields = FieldList<base, quote, from, rate>;
}  // namespace kpi::exchange_rate

template <>
struct Schema<ExchangeRate> : kpi::exchange_rate::Fields {
    static constexpr std::string_view table = "exchange_rates";
    static constexpr std::string_view key[]{
        kpi::exchange_rate::base.name, kpi::exchange_rate::quote.name,
        kpi::exchange_rate::from.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .clustered_by = kpi::exchange_rate::from.name,
        .begins = kpi::exchange_rate::from.name,
        .is_plan = true,
        .without_start = detail::WithoutStart::since_ever};
};

template <>
const RecordType& record_type<ExchangeRate>();

}  // namespace saleskpi::inline v0_3
