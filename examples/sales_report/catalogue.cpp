// SPDX-License-Identifier: MIT
#include "catalogue.hpp"

#include <saleskpi/format/terminal.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/functions.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace sales_report {

namespace {

std::string_view parameters_of(const KpiFunction& function) {
    if (function.of_days != nullptr) return "DAYS";
    return function.of_stages != nullptr ? "STAGE, STAGE" : "STAGE";
}

}  // namespace

Catalogue catalogue_for(const Options& options, const Mapping& mapping) {
    Catalogue catalogue;
    for (const auto& type : own_record_types(mapping))
        catalogue.add_fields_of(type);
    if (options.definitions) read_definitions(catalogue, *options.definitions);
    return catalogue;
}

std::string catalogue_text(const Catalogue& catalogue, Format format) {
    if (format == Format::json) return json_text(catalogue);
    std::size_t width = 0;
    std::vector<std::string> families;
    std::map<std::string, std::vector<const Definition*>> members;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        width = std::max(width, entry.definition.id().size());
        auto& family = members[entry.family];
        if (family.empty()) families.push_back(entry.family);
        family.push_back(&entry.definition);
    }
    std::string text;
    for (const std::string& family : families) {
        text += fmt::format("{}{}\n", text.empty() ? "" : "\n", for_terminal(family));
        for (const Definition* metric : members[family])
            text += fmt::format(
                "  {:<{}}  {} ({})\n", metric->id(), width, for_terminal(metric->title()),
                name(metric->unit()));
    }
    text += "\nfunctions of days, and of stages with --pipeline\n";
    for (const KpiFunction& function : kpi_functions())
        text += fmt::format("  {}({})\n", function.name.view(), parameters_of(function));
    return text +
           "\nOf each there is also target(ID), attainment(ID), change(ID, previous) and\n"
           "change(ID, year_over_year). --explain ID shows a formula with its numbers.\n";
}

}  // namespace sales_report
