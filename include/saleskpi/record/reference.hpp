// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A number from outside to compare with: the size of a market, an industry's benchmark.
struct Reference {
    std::string name{};               ///< what it is: "market_size", "benchmark"
    std::string metric{};             ///< the metric it is compared with, by id
    std::optional<Date> from{};       ///< the first day it is for; missing: since ever
    std::optional<Date> until{};      ///< the first day it is no longer for; missing: still
    std::optional<Money> amount{};    ///< if it is money
    std::optional<Decimal> number{};  ///< else, in the metric's unit
    std::string region{};
    std::string product{};
    std::string segment{};
    std::string industry{};
};

/// The fields of a reference, for definitions.
namespace kpi::reference {
inline constexpr auto name = field("name", &Reference::name).required().of_domain("reference");
inline constexpr auto metric = field("metric", &Reference::metric);
inline constexpr auto from = field("from", &Reference::from);
inline constexpr auto until = field("until", &Reference::until);
inline constexpr auto amount = field("amount", &Reference::amount);
inline constexpr auto number = field<Unit::count>("number", &Reference::number);
inline constexpr auto region = field("region", &Reference::region);
inline constexpr auto product = field("product", &Reference::product);
inline constexpr auto segment = field("segment", &Reference::segment);
inline constexpr auto industry = field("industry", &Reference::industry);

using Fields =
    FieldList<name, metric, from, until, amount, number, region, product, segment, industry>;
}  // namespace kpi::reference

template <>
struct Schema<Reference> : kpi::reference::Fields {
    static constexpr std::string_view table = "references";
    static constexpr std::string_view converted_by[]{
        kpi::reference::from.name, kpi::reference::until.name};
    static constexpr std::string_view key[]{
        kpi::reference::name.name,    kpi::reference::metric.name,  kpi::reference::from.name,
        kpi::reference::until.name,   kpi::reference::region.name,  kpi::reference::product.name,
        kpi::reference::segment.name, kpi::reference::industry.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .clustered_by = kpi::reference::from.name,
        .begins = kpi::reference::from.name,
        .is_plan = true,
        .without_start = detail::WithoutStart::since_ever,
        .converted_by = converted_by};
};

template <>
const RecordType& record_type<Reference>();

}  // namespace saleskpi::inline v0_3
