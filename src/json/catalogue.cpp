// SPDX-License-Identifier: MIT
#include "plan/steps/table.hpp"

#include <saleskpi/json/catalogue.hpp>
#include <saleskpi/kpi/functions.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using nlohmann::json;

bool is_of_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

bool has_metric(const Catalogue& catalogue, std::string_view id) {
    const auto entries = catalogue.entries();
    return std::any_of(entries.begin(), entries.end(), [id](const CatalogueEntry& entry) {
        return entry.definition.id() == id;
    });
}

/// The metrics that a text about rivals names. An id of one plain word is one only where it begins
/// what is said of a rival: "calls count attempts too", but not "those who left: customers who ...".
std::vector<std::string> rivals_of(const CatalogueEntry& entry, const Catalogue& catalogue) {
    const std::string_view text = entry.rivals;
    std::vector<std::string> ids;
    for (std::size_t at = 0; at < text.size();) {
        const auto* const begin = text.data() + at;
        const auto* const end = std::find_if_not(begin, text.data() + text.size(), is_of_word);
        const std::string id{begin, end};
        const bool begins = at == 0 || text.substr(0, at).ends_with("; ");
        if ((begins || id.find('_') != std::string::npos) && id != entry.definition.id() &&
            has_metric(catalogue, id) && std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
        at += id.size() + 1;
    }
    return ids;
}

json metric_of(const CatalogueEntry& entry, const Catalogue& catalogue) {
    json metric = entry.definition;
    metric["family"] = entry.family;
    metric["since"] = entry.definition.since();
    metric["rivals"] = rivals_of(entry, catalogue);
    metric["rivals_in_words"] = entry.rivals;
    return metric;
}

json parameters_of(const KpiFunction& function) {
    const json one{{"kind", function.of_days ? "days" : "stage"}, {"optional", false}};
    return function.of_stages ? json::array({one, one}) : json::array({one});
}

json parameters_of(const detail::Operator& known) {
    using Kind = detail::Parameter::Kind;
    json parameters = json::array();
    for (std::size_t i = 0; i < known.parameters.size(); ++i) {
        const detail::Parameter& parameter = known.parameters[i];
        if (parameter.kind == Kind::none) break;
        json& one = parameters.emplace_back();
        one["kind"] = name(parameter.kind);
        one["optional"] = parameter.is_optional;
        if (known.repeated_from > 0 && i >= known.repeated_from) one["repeated"] = true;
        if (!parameter.words.empty())
            one["words"] = std::vector(parameter.words.begin(), parameter.words.end());
    }
    return parameters;
}

const KpiFunction& called(const KpiFunction& function) { return function; }
const detail::Operator& called(const detail::Operator* known) { return *known; }

/// What is called by its name in a formula.
template <class Calls>
json calls_of(const Calls& calls) {
    json all = json::array();
    for (const auto& call : calls) {
        const auto& known = called(call);
        all.push_back({{"name", known.name}, {"parameters", parameters_of(known)}});
    }
    return all;
}

}  // namespace

void to_json(json& json, const Catalogue& catalogue) {
    auto& metrics = json["metrics"] = nlohmann::json::array();
    for (const CatalogueEntry& entry : catalogue.entries())
        metrics.push_back(metric_of(entry, catalogue));
    json["functions"] = calls_of(kpi_functions());
    json["operators"] = calls_of(detail::operators());
}

}  // namespace saleskpi::inline v0_3
