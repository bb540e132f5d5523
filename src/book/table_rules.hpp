// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// What the builder knows of a table beyond its fields.
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

inline constexpr std::array<TableRules, 17> table_rules{{
    {"deals", "closed", "created", false, false, deal_order, "expected_close"},
    {"leads", "created", "created", false, false, lead_order},
    {"activities", "date", "date", false, true},
    {"quotes", "sent", "sent"},
    {"subscriptions", "started", "started", false, false, subscription_order},
    {"customers", "since", "since", false, false, customer_order},
    {"targets", "from", "from", true},
    {"spend", "date", "date"},
    {"assignments", "from", "from", true},
    {"stage_changes", "date", "date"},
    {"stage_visits", "reached", ""},
    {"touches", "date", "date"},
    {"surveys", "date", "date"},
    {"usage_events", "date", "date"},
    {"tickets", "opened", "opened", false, false, ticket_order},
    {"exchange_rates", "from", "from", true},
    {"references", "from", "from", true},
}};

/// The rules of a table; of one the library does not know, empty ones with its name.
constexpr TableRules rules_of(std::string_view table) {
    for (const TableRules& rules : table_rules)
        if (rules.table == table) return rules;
    return {table, {}, {}};
}

/// Whether several parts of a whole may have a table, the same one, since all their records may ask
/// for it: plans, and the customers whom records name.
constexpr bool is_common(std::string_view table) {
    return rules_of(table).is_plan || table == "customers";
}

}  // namespace saleskpi::inline v0_3::detail
