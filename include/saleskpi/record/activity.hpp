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
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

enum class ActivityKind : std::uint8_t {
    call,
    email,
    reply,
    meeting,
    demo,
    onboarding_call,
    social_touch,
    conversation,
    lead_passed,  ///< a lead handed on to someone else
    other
};
inline constexpr std::array<std::string_view, 10> activity_kind_names{
    "call",         "email",        "reply",       "meeting", "demo", "onboarding_call",
    "social_touch", "conversation", "lead_passed", "other"};
constexpr std::span<const std::string_view> names_of(ActivityKind) { return activity_kind_names; }

/// Something a representative did: a call, a meeting, an answer that came.
struct Activity {
    std::string id{};
    ActivityKind kind = ActivityKind::other;
    std::string rep{};
    std::vector<Credit> credits{};  ///< who took part; the shares mean nothing here
    std::optional<Date> date{};
    std::string deal{};
    std::string lead{};
    std::string customer{};
    std::string channel{};
    std::string campaign{};
};

/// The fields of an activity, for definitions: `activity::kind == ActivityKind::call`.
namespace kpi::activity {
inline constexpr auto id = field("id", &Activity::id).identity().of_domain("activity");
inline constexpr auto kind = field("kind", &Activity::kind).required().of_domain("activity_kind");
inline constexpr auto rep = field("rep", &Activity::rep);
inline constexpr auto credits = field("credits", &Activity::credits);
inline constexpr auto date = field("date", &Activity::date);
inline constexpr auto deal = field("deal", &Activity::deal);
inline constexpr auto lead = field("lead", &Activity::lead);
inline constexpr auto customer = field("customer", &Activity::customer);
inline constexpr auto channel = field("channel", &Activity::channel);
inline constexpr auto campaign = field("campaign", &Activity::campaign);

using Fields = FieldList<id, kind, rep, credits, date, deal, lead, customer, channel, campaign>;
}  // namespace kpi::activity

template <>
struct Schema<Activity> : kpi::activity::Fields {
    static constexpr std::string_view table = "activities";
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::activity::date.name,
        .begins = kpi::activity::date.name,
        .is_whole = true};
};

template <>
const RecordType& record_type<Activity>();

}  // namespace saleskpi::inline v0_3
