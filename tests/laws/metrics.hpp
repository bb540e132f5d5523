// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/catalogue.hpp>

#include <string>
#include <vector>

namespace laws {

using namespace saleskpi;

/// Every KPI of the catalogue, and the operators over a handful of them.
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
    return all;
}

}  // namespace laws
