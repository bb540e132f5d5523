// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Whose budget the money came from.
enum class SpendPurpose : std::uint8_t { sales, marketing };
inline constexpr std::array<std::string_view, 2> spend_purpose_names{"sales", "marketing"};
constexpr std::span<const std::string_view> names_of(SpendPurpose) { return spend_purpose_names; }

/// What it was spent on.
enum class SpendKind : std::uint8_t { pay, commission, leads, premises, tools, campaign, other };
inline constexpr std::array<std::string_view, 7> spend_kind_names{
    "pay", "commission", "leads", "premises", "tools", "campaign", "other"};
constexpr std::span<const std::string_view> names_of(SpendKind) { return spend_kind_names; }

/// Money spent on selling: pay, commission, campaigns, tools.
struct Spend {
    std::optional<Date> date{};
    SpendPurpose purpose = SpendPurpose::sales;
    std::optional<SpendKind> kind{};
    std::optional<Money> amount{};
    std::string rep{};
    std::string team{};
    std::string region{};
    std::string channel{};
    std::string campaign{};
    std::string source{};
};

/// The fields of a spend, for definitions: `sum(spend::amount).by(spend::date)`.
namespace kpi::spend {
inline constexpr auto date = field("date", &Spend::date).required();
inline constexpr auto purpose =
    field("purpose", &Spend::purpose).required().of_domain("spend_purpose");
inline constexpr auto kind = field("kind", &Spend::kind).of_domain("spend_kind");
inline constexpr auto amount = field("amount", &Spend::amount).required();
inline constexpr auto rep = field("rep", &Spend::rep);
inline constexpr auto team = field("team", &Spend::team);
inline constexpr auto region = field("region", &Spend::region);
inline constexpr auto channel = field("channel", &Spend::channel);
inline constexpr auto campaign = field("campaign", &Spend::campaign);
inline constexpr auto source = field("source", &Spend::source);

using Fields = FieldList<date, purpose, kind, amount, rep, team, region, channel, campaign, source>;
}  // namespace kpi::spend

template <>
struct Schema<Spend> : kpi::spend::Fields {
    static constexpr std::string_view table = "spend";
    static constexpr std::string_view converted_by[]{kpi::spend::date.name};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::spend::date.name,
        .begins = kpi::spend::date.name,
        .converted_by = converted_by};
};

template <>
const RecordType& record_type<Spend>();

}  // namespace saleskpi::inline v0_3
