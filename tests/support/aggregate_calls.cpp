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
                "subscriptions.price of each customer", "subscriptions.quantity of each product"};
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
    for (const detail::AggregateRule* rule : detail::aggregate_rules()) {
        const std::vector<std::string> all = operands(*rule);
        for (const std::string& operand : all) {
            const std::string begin =
                std::string{rule->name} + "(" + (rule->argument != nullptr ? "45, " : "") + operand;
            const bool is_anywhere = rule->refusal_unless_active.empty();
            if (is_anywhere)
                calls.push_back(begin + " where stage = won or stage = lost by closed)");
            if (is_anywhere && &operand != &all.front()) continue;
            if (is_anywhere) calls.push_back(begin + " by created)");
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
