// SPDX-License-Identifier: MIT
#pragma once

#include "support/aggregate_calls.hpp"
#include "support/operator_calls.hpp"
#include "support/slow_formula.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/plan/operators.hpp>

#include <string>
#include <vector>

namespace laws {

using namespace saleskpi;
using namespace saleskpi::kpi;

/// Kinds of aggregates that no KPI of the catalogue has yet.
inline constexpr auto smallest_deal =
    metric("smallest_deal", smallest(deal::amount).where(won).by(deal::closed));
inline constexpr auto likely_value_spread = metric(
    "likely_value_spread",
    sum(deal::amount* deal::probability)
        .where(deal::units == 7)
        .spread(deal::created, deal::closed));
inline constexpr auto loyal_customers = metric(
    "loyal_customers", count<Customer>().active_throughout(customer::since, customer::until));

/// Every operator, with every choice of words, over some metrics each.
inline std::vector<Definition> operator_metrics(std::size_t most_metrics) {
    const Catalogue catalogue;
    std::vector<Definition> all;
    for (const std::string& call : saleskpi_test::operator_calls(catalogue, most_metrics))
        // Whether a group is all of one team depends on who else is asked about: it is tested by itself.
        if (call.find("target_mismatch(") == std::string::npos) all.push_back(catalogue.at(call));
    return all;
}

/// Every KPI of the catalogue, every operator, and what they leave uncovered.
inline std::vector<Definition> all_metrics() {
    const Catalogue catalogue;
    std::vector<Definition> all;
    for (const CatalogueEntry& entry : catalogue.entries())
        all.push_back(entry.definition);
    // But what looks at single days or weeks: all that is asked beside it would be kept by day.
    // Those are in operators_test.cpp.
    for (const Definition& metric : operator_metrics(1))
        if (!slow::mentions(metric, "days_reaching") &&
            metric.id().find(", week)") == std::string_view::npos)
            all.push_back(metric);
    for (const char* id : {"win_rate", "mrr", "sales_cycle"})
        for (const char* operation : {"attainment(", "target("})
            all.push_back(catalogue.at(operation + std::string{id} + ")"));
    for (const char* call :
         {"change(open_deals, year_over_year)", "change(attainment(revenue), previous)"})
        all.push_back(catalogue.at(call));
    for (const std::string& call : saleskpi_test::aggregate_calls())
        all.push_back(catalogue.at(call));
    all.insert(all.end(), {smallest_deal, likely_value_spread, loyal_customers});
    all.push_back(change(loyal_customers, previous));
    return all;
}

/// The same without what looks at shorter periods one by one: all time has four million days, each with
/// a cell for each group and aggregate.
inline std::vector<Definition> metrics_of_all_time() {
    std::vector<Definition> metrics = all_metrics();
    std::erase_if(metrics, [](const Definition& metric) {
        return slow::mentions(metric, "average_over") || slow::mentions(metric, "product_over") ||
               slow::mentions(metric, "days_reaching");
    });
    return metrics;
}

}  // namespace laws
