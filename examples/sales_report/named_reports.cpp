// SPDX-License-Identifier: MIT
#include "named_reports.hpp"

#include "nearest.hpp"
#include "options.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace sales_report {

namespace {

constexpr std::array<std::string_view, 13> mrr{
    "opening_mrr",
    "new_mrr",
    "expansion_mrr",
    "reactivation_mrr",
    "moved_mrr",
    "contraction_mrr",
    "churned_mrr",
    "net_new_mrr",
    "mrr",
    "arr",
    "paying_customers",
    "arpa",
    "quick_ratio"};

constexpr std::array mrr_movements{Movement{"opening_mrr"},       Movement{"new_mrr"},
                                   Movement{"expansion_mrr"},     Movement{"reactivation_mrr"},
                                   Movement{"moved_mrr"},         Movement{"contraction_mrr", true},
                                   Movement{"churned_mrr", true}, Movement{"mrr"}};

constexpr std::array<std::string_view, 6> pipeline{"opening_pipeline", "pipeline_added",
                                                   "pipeline_grown",   "pipeline_shrunk",
                                                   "pipeline_closed",  "pipeline_value"};

constexpr std::array pipeline_movements{
    Movement{"opening_pipeline"},      Movement{"pipeline_added"},
    Movement{"pipeline_grown"},        Movement{"pipeline_shrunk", true},
    Movement{"pipeline_closed", true}, Movement{"pipeline_value"}};

constexpr std::array<std::string_view, 6> retention{
    "mrr_churn_rate",          "net_mrr_churn_rate",         "net_revenue_retention",
    "gross_revenue_retention", "paying_customer_churn_rate", "paying_customer_retention_rate"};

constexpr std::array<std::string_view, 7> mrr_cards{
    "mrr", "net_new_mrr", "new_mrr", "churned_mrr", "paying_customers", "arpa", "quick_ratio"};
constexpr std::array<std::string_view, 3> pipeline_cards{
    "pipeline_value", "pipeline_added", "pipeline_closed"};

constexpr std::array reports{
    NamedReport{"mrr", mrr, Grain::month, mrr_movements, mrr_cards},
    NamedReport{"pipeline", pipeline, Grain::month, pipeline_movements, pipeline_cards},
    NamedReport{"retention", retention}};

}  // namespace

std::vector<ChartColumn> NamedReport::waterfall_columns() const {
    std::vector<ChartColumn> columns;
    for (const Movement& one : waterfall) {
        const ChartColumn column{one.id};
        columns.push_back(one.is_taken_away ? column.taken_away() : column.added());
    }
    return columns;
}

std::span<const NamedReport> named_reports() { return reports; }

const NamedReport& named_report(std::string_view name) {
    std::vector<std::string_view> names;
    for (const NamedReport& report : reports) {
        if (report.name == name) return report;
        names.push_back(report.name);
    }
    throw UsageError{fmt::format(
        "there is no report '{}'{}\nThere are: {}", name, did_you_mean(name, names),
        fmt::join(names, ", "))};
}

}  // namespace sales_report
