// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// To whom a member of a hierarchy belongs, for a span of days: a rep to a manager, a region to a
/// country, a product to a line.
struct Membership {
    std::string hierarchy{};  ///< the hierarchy's name
    std::string member{};
    std::string parent{};  ///< at a level further out, not always the next; missing: at the top
    std::optional<Date> from{};   ///< the first day in force; missing: since ever
    std::optional<Date> until{};  ///< the first day no longer in force; missing: still
    /// The member's level, where it is not clear. If missing it is the one that assignments or other
    /// memberships say; else, for who has members, the one below the parent's, or the outermost for
    /// who has no parent; and for all others the innermost.
    std::string level{};
};

/// The fields of a membership, for definitions.
namespace kpi::membership {
// They name levels and their members, which are dimensions; nothing is cut by the names themselves.
inline constexpr auto hierarchy =
    field("hierarchy", &Membership::hierarchy).required().of_domain("");
inline constexpr auto member = field("member", &Membership::member).required().of_domain("");
inline constexpr auto parent = field("parent", &Membership::parent).of_domain("");
inline constexpr auto from = field("from", &Membership::from);
inline constexpr auto until = field("until", &Membership::until);
inline constexpr auto level = field("level", &Membership::level).of_domain("");

using Fields = FieldList<hierarchy, member, parent, from, until, level>;
}  // namespace kpi::membership

template <>
struct Schema<Membership> : kpi::membership::Fields {
    static constexpr std::string_view table = "memberships";
    static constexpr std::string_view key[]{
        kpi::membership::hierarchy.name, kpi::membership::member.name, kpi::membership::level.name,
        kpi::membership::from.name};
    static constexpr std::string_view decisive[]{kpi::membership::parent.name};
    static constexpr detail::TableRules rules{
        .key = key,
        .decisive = decisive,
        .clustered_by = kpi::membership::from.name,
        .begins = kpi::membership::from.name,
        .is_plan = true,
        .without_start = detail::WithoutStart::since_ever};
};

template <>
const RecordType& record_type<Membership>();

}  // namespace saleskpi::inline v0_3
