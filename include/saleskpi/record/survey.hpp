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

/// What was asked: satisfaction with a purchase, feedback in general, how likely the customer
/// recommends us, or the morale of the sales team itself.
enum class SurveyKind : std::uint8_t { satisfaction, feedback, recommendation, morale };
inline constexpr std::array<std::string_view, 4> survey_kind_names{
    "satisfaction", "feedback", "recommendation", "morale"};
constexpr std::span<const std::string_view> names_of(SurveyKind) { return survey_kind_names; }

/// One answer to a survey.
struct Survey {
    std::optional<Date> date{};
    SurveyKind kind = SurveyKind::satisfaction;
    std::string rep{};
    std::string team{};
    std::string region{};
    std::string customer{};
    std::optional<Decimal> score{};  ///< 0 to the scale
    std::optional<Decimal> scale{};  ///< the highest possible score
    std::optional<bool> positive{};  ///< satisfied, for answers without a score
    std::string channel{};
    std::string product{};
};

/// The fields of a survey's answer, for definitions.
namespace kpi::survey {
inline constexpr auto date = field("date", &Survey::date);
inline constexpr auto kind = field("kind", &Survey::kind).required().of_domain("survey_kind");
inline constexpr auto rep = field("rep", &Survey::rep);
inline constexpr auto team = field("team", &Survey::team);
inline constexpr auto region = field("region", &Survey::region);
inline constexpr auto customer = field("customer", &Survey::customer);
inline constexpr auto score =
    field<Unit::score>("score", &Survey::score).within({.least = 0, .most_is = "scale"});
inline constexpr auto scale = field<Unit::score>("scale", &Survey::scale).within({.least = 0});
inline constexpr auto positive = field("positive", &Survey::positive);
inline constexpr auto channel = field("channel", &Survey::channel);
inline constexpr auto product = field("product", &Survey::product);

using Fields =
    FieldList<date, kind, rep, team, region, customer, score, scale, positive, channel, product>;
}  // namespace kpi::survey

template <>
struct Schema<Survey> : kpi::survey::Fields {
    static constexpr std::string_view table = "surveys";
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::survey::date.name, .begins = kpi::survey::date.name};
};

template <>
const RecordType& record_type<Survey>();

}  // namespace saleskpi::inline v0_3
