// SPDX-License-Identifier: MIT
#include "support/aggregate_calls.hpp"

#include "plan/aggregates/table.hpp"

namespace saleskpi_test {

using namespace saleskpi;

namespace {

/// What may stand in the brackets, before the placement.
std::vector<std::string> operands(const detail::AggregateRule& rule) {
    switch (rule.takes) {
        case detail::Takes::record:
            // Records that several reps share are in force for each of them.
            return {rule.kind.is_over_period ? "assignments" : "deals"};
        case detail::Takes::number:
            return {"deals.amount", "deals.probability", "days(deals.opened, deals.closed)"};
        case detail::Takes::number_or_date:
            return {"deals.amount", "deals.expected_close"};
        case detail::Takes::text:
            return {"deals.product"};
        case detail::Takes::two_dates:
            return {"deals.created, deals.first_contact", "deals.created, deals.closed"};
        case detail::Takes::fraction:
            return {"deals.amount, deals.units", "deals.probability, deals.contract_months"};
        case detail::Takes::amount_of_each:
            return {
                "subscriptions.price of each customer", "subscriptions.quantity of each product",
                "subscriptions.price of each record"};
        case detail::Takes::number_of_each:
            return {"subscriptions.price of each customer", "subscriptions of each customer"};
        case detail::Takes::records_of_each:
            return {"subscriptions of each customer", "subscriptions of each product"};
        case detail::Takes::value_and_date:
            return {
                "deals.amount, deals.closed", "deals.units, deals.expected_close",
                "deals.created, deals.opened"};
    }
    return {};
}

}  // namespace

std::vector<std::string> aggregate_calls() {
    std::vector<std::string> calls;
    std::size_t at_edges = 0;
    for (const detail::AggregateRule* rule : detail::aggregate_rules()) {
        std::vector<std::string> all = operands(*rule);
        // They are many and alike: one operand each, in turn.
        if (rule->kind.compares_edges) all = {all[at_edges++ % all.size()]};
        for (const std::string& operand : all) {
            const std::string begin =
                std::string{rule->name} + "(" + (rule->argument != nullptr ? "45, " : "") + operand;
            const bool is_anywhere = rule->refusal_unless_active.empty();
            if (is_anywhere)
                calls.push_back(begin + " where stage = won or stage = lost by closed)");
            if (is_anywhere && &operand != &all.front()) continue;
            if (is_anywhere) calls.push_back(begin + " by created)");
            if (rule->kind.compares_edges) calls.push_back(begin + " by started)");
            calls.push_back(
                begin + (operand == "assignments" ? " active from from until until)"
                         : operand.starts_with("subscriptions")
                             ? " active from started until ended)"
                             : " active from created until closed)"));
        }
    }
    return calls;
}

}  // namespace saleskpi_test
