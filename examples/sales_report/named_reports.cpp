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

constexpr std::array<std::string_view, 8> mrr_movements{
    "opening_mrr", "new_mrr",         "expansion_mrr", "reactivation_mrr",
    "moved_mrr",   "contraction_mrr", "churned_mrr",   "mrr"};

constexpr std::array<std::string_view, 6> pipeline{"opening_pipeline", "pipeline_added",
                                                   "pipeline_grown",   "pipeline_shrunk",
                                                   "pipeline_closed",  "pipeline_value"};

constexpr std::array<std::string_view, 6> retention{
    "mrr_churn_rate",          "net_mrr_churn_rate",         "net_revenue_retention",
    "gross_revenue_retention", "paying_customer_churn_rate", "paying_customer_retention_rate"};

constexpr std::array<std::string_view, 7> mrr_cards{
    "mrr", "net_new_mrr", "new_mrr", "churned_mrr", "paying_customers", "arpa", "quick_ratio"};
constexpr std::array<std::string_view, 3> pipeline_cards{
    "pipeline_value", "pipeline_added", "pipeline_closed"};

constexpr std::array reports{
    NamedReport{"mrr", mrr, Grain::month, mrr_movements, mrr_cards},
    NamedReport{"pipeline", pipeline, Grain::month, {}, pipeline_cards},
    NamedReport{"retention", retention}};

}  // namespace

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
