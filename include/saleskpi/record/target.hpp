// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a metric is to reach in a span of days: for a rep, a team or a region, for a member of any other
/// level of a hierarchy, or for the company where all of them are empty. A team's target in reports by
/// region wants the region too: without, it is in the regions in which the team's reps sit, day by day, and
/// in none where nobody sits there.
struct Target {
    std::string metric{};  ///< the metric's id, "revenue"
    std::string rep{};
    std::string team{};
    std::string region{};
    std::optional<Date> from{};     ///< the first day it is for
    std::optional<Date> until{};    ///< the first day it is no longer for
    std::optional<Money> amount{};  ///< for a metric in money
    std::optional<Decimal>
        number{};          ///< for any other, in the metric's unit: 0.4 for a rate of 40 %
    std::string level{};   ///< of a member who is no rep, team or region: "country"
    std::string member{};  ///< who that is: "UK"
};

/// The fields of a target, for definitions.
namespace kpi::target {
inline constexpr auto metric = field("metric", &Target::metric).required();
inline constexpr auto rep = field("rep", &Target::rep);
inline constexpr auto team = field("team", &Target::team);
inline constexpr auto region = field("region", &Target::region);
inline constexpr auto from = field("from", &Target::from).required();
inline constexpr auto until = field("until", &Target::until).required();
inline constexpr auto amount = field("amount", &Target::amount);
inline constexpr auto number = field<Unit::count>("number", &Target::number);
inline constexpr auto level = field("level", &Target::level).of_domain("");
inline constexpr auto member = field("member", &Target::member).of_domain("");

using Fields = FieldList<metric, rep, team, region, from, until, amount, number, level, member>;
}  // namespace kpi::target

template <>
struct Schema<Target> : kpi::target::Fields {
    static constexpr std::string_view table = "targets";
    static constexpr std::string_view converted_by[]{
        kpi::target::from.name, kpi::target::until.name};
    /// And the levels at which targets are set.
    static constexpr std::string_view key[]{kpi::target::metric.name, kpi::target::rep.name,
                                            kpi::target::team.name,   kpi::target::region.name,
                                            kpi::target::from.name,   kpi::target::until.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .clustered_by = kpi::target::from.name,
        .begins = kpi::target::from.name,
        .is_plan = true,
        .without_start = detail::WithoutStart::since_ever,
        .converted_by = converted_by};
};

template <>
const RecordType& record_type<Target>();

}  // namespace saleskpi::inline v0_3
