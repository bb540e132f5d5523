// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// Since when a record is in a stock that lacks the date from which it is.
enum class WithoutStart : std::uint8_t {
    first_sign,  ///< since the earliest of its own other dates; without any, since ever
    since_ever,  ///< a plan's range without a beginning
    never        ///< the date is missing because there was no such day
};

/// What the library knows of a table beyond its fields.
struct TableRules {
    std::string_view table;
    std::string_view clustered_by;  ///< the date by which its records are mostly placed
    std::string_view begins;        ///< the date on which a record comes into being
    bool is_plan = false;           ///< dates in the future are its purpose: as_of leaves it alone
    bool is_whole = false;          ///< everyone with a credit took part in all of it
    /// Pairs of dates of which the first must not be later than the second.
    std::span<const std::pair<std::string_view, std::string_view>> in_order = {};
    std::string_view foreseen =
        {};  ///< a date that may lie ahead: no event, and as_of leaves it alone
    std::string_view of_another = {};  ///< a date of another record, to which this one refers
    WithoutStart without_start = WithoutStart::first_sign;
};

using DatePair = std::pair<std::string_view, std::string_view>;

inline constexpr std::array deal_order{
    DatePair{"created", "closed"}, DatePair{"opened", "closed"},
    DatePair{"first_contact", "closed"}};
inline constexpr std::array lead_order{
    DatePair{"created", "converted"}, DatePair{"created", "qualified"}};
inline constexpr std::array customer_order{DatePair{"since", "until"}};
inline constexpr std::array subscription_order{DatePair{"started", "ended"}};
inline constexpr std::array ticket_order{DatePair{"opened", "resolved"}};

inline constexpr auto since_ever = WithoutStart::since_ever;
inline constexpr auto never = WithoutStart::never;

inline constexpr std::array<TableRules, 18> table_rules{{
    {"deals", "closed", "created", false, false, deal_order, "expected_close", "lead_created"},
    {"leads", "created", "created", false, false, lead_order},
    {"activities", "date", "date", false, true},
    {"quotes", "sent", "sent", false, false, {}, {}, "deal_closed"},
    {"subscriptions", "started", "started", false, false, subscription_order},
    {"customers", "since", "since", false, false, customer_order},
    {"targets", "from", "from", true, false, {}, {}, {}, since_ever},
    {"spend", "date", "date"},
    {"assignments", "from", "from", true, false, {}, {}, {}, since_ever},
    {"memberships", "from", "from", true, false, {}, {}, {}, since_ever},
    {"stage_changes", "date", "date"},
    {"stage_visits", "reached", "", false, false, {}, {}, {}, never},
    {"touches", "date", "date", false, false, {}, {}, "deal_closed"},
    {"surveys", "date", "date"},
    {"usage_events", "date", "date"},
    {"tickets", "opened", "opened", false, false, ticket_order},
    {"exchange_rates", "from", "from", true, false, {}, {}, {}, since_ever},
    {"references", "from", "from", true, false, {}, {}, {}, since_ever},
}};

/// The rules of a table; of one the library does not know, empty ones with its name.
constexpr TableRules rules_of(std::string_view table) {
    for (const TableRules& rules : table_rules)
        if (rules.table == table) return rules;
    return {table, {}, {}};
}

/// Whether a date shows that the record was there on that day. What is expected does not, nor when
/// another record, such as the deal's lead, began or ended. The record's own end does: it was not
/// there before, for all that is known.
constexpr bool is_sign_of_life(const TableRules& rules, std::string_view date) {
    return date != rules.foreseen && date != rules.of_another;
}

/// Whether several parts of a whole may have a table, the same one, since all their records may ask
/// for it: plans, and the customers whom records name.
constexpr bool is_common(std::string_view table) {
    return rules_of(table).is_plan || table == "customers";
}

}  // namespace saleskpi::inline v0_3::detail
