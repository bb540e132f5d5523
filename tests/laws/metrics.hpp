// SPDX-License-Identifier: MIT
#pragma once

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

/// Every KPI of the catalogue, operators over a handful of them, and what they leave uncovered.
inline std::vector<Definition> all_metrics() {
    const Catalogue catalogue;
    std::vector<Definition> all;
    for (const CatalogueEntry& entry : catalogue.entries())
        all.push_back(entry.definition);
    for (const char* id : {"revenue", "win_rate", "calls", "mrr", "sales_cycle"})
        for (const char* operation : {"attainment(", "target("})
            all.push_back(catalogue.at(operation + std::string{id} + ")"));
    for (const char* id : {"win_rate", "open_deals", "average_deal_size", "attainment(revenue)"})
        for (const char* shift : {", previous)", ", year_over_year)"})
            all.push_back(catalogue.at("change(" + std::string{id} + shift));
    all.insert(all.end(), {smallest_deal, likely_value_spread, loyal_customers});
    all.push_back(change(loyal_customers, previous));
    return all;
}

}  // namespace laws
