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

/// Whether a representative visits customers or sells from a desk.
enum class RepKind : std::uint8_t { field, inside };
inline constexpr std::array<std::string_view, 2> rep_kind_names{"field", "inside"};
constexpr std::span<const std::string_view> names_of(RepKind) { return rep_kind_names; }

/// Where a representative sits: the team and region, for a span of days.
struct Assignment {
    std::string rep{};
    std::string team{};
    std::string region{};
    std::optional<Date> from{};   ///< the first day in force; missing: since ever
    std::optional<Date> until{};  ///< the first day no longer in force; missing: still
    std::optional<RepKind> kind{};
};

/// The fields of an assignment, for definitions.
namespace kpi::assignment {
inline constexpr auto rep = field("rep", &Assignment::rep).required();
inline constexpr auto team = field("team", &Assignment::team);
inline constexpr auto region = field("region", &Assignment::region);
inline constexpr auto from = field("from", &Assignment::from);
inline constexpr auto until = field("until", &Assignment::until);
inline constexpr auto kind = field("kind", &Assignment::kind).of_domain("rep_kind");

using Fields = FieldList<rep, team, region, from, until, kind>;

/// The levels of the hierarchy that a book begins with, from the outermost.
inline constexpr std::array<std::string_view, 3> levels{region.name, team.name, rep.name};
}  // namespace kpi::assignment

template <>
struct Schema<Assignment> : kpi::assignment::Fields {
    static constexpr std::string_view table = "assignments";
    static constexpr std::string_view key[]{kpi::assignment::rep.name, kpi::assignment::from.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .clustered_by = kpi::assignment::from.name,
        .begins = kpi::assignment::from.name,
        .is_plan = true,
        .without_start = detail::WithoutStart::since_ever};
};

template <>
const RecordType& record_type<Assignment>();

}  // namespace saleskpi::inline v0_3
