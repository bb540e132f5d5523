// SPDX-License-Identifier: MIT
// This list, and the one below, are made from the headers of the families when the library is built:
// a new KPI is one definition there and needs no entry here.
#include "language/parse.hpp"
#include "language/similar.hpp"
#include "plan/known_metrics.hpp"
#include "saleskpi_catalogue_headers.inc"
#include "value/parsed.hpp"
#include "value/utf8.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/functions.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3 {
namespace {

CatalogueEntry entry(
    std::string_view family, const Definition& metric, std::string_view rivals = {}) {
    return {std::string{family}, metric, std::string{rivals == "none" ? "" : rivals}};
}

bool is_function(std::string_view name) {
    const auto functions = kpi_functions();
    return std::any_of(functions.begin(), functions.end(), [name](const KpiFunction& function) {
        return function.name == name;
    });
}

/// A text that is an id and nothing else, so that what is wrong with it needs no column.
bool is_one_word(std::string_view text) {
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    };
    return std::all_of(text.begin(), text.end(), is_part);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

}  // namespace

Catalogue::Catalogue()
    : entries_{
#include "saleskpi_catalogue_entries.inc"
      } {
}

std::span<const detail::KnownMetric> detail::known_metrics() {
    static const std::vector<KnownMetric> metrics = [] {
        const Catalogue catalogue;
        std::vector<KnownMetric> all;
        for (const CatalogueEntry& entry : catalogue.entries())
            all.push_back({std::string{entry.definition.id()}, entry.definition.unit()});
        return all;
    }();
    return metrics;
}

std::optional<Unit> detail::unit_of_formula(std::string_view text) {
    if (is_one_word(text)) return std::nullopt;
    const std::optional<Definition> metric = Catalogue{}.find(text);
    return metric ? std::optional{metric->unit()} : std::nullopt;
}

std::optional<Definition> Catalogue::entry_of(std::string_view id) const {
    for (const CatalogueEntry& known : entries_)
        if (known.definition.id() == id) return known.definition;
    return std::nullopt;
}

/// What a formula may name: what is here.
struct Catalogue::Names : detail::FormulaNames {
    explicit Names(const Catalogue& in)
        : FormulaNames{
              [&in](std::string_view id) { return in.entry_of(id); },
              [&in](std::string_view id) { return in.nearest(id); }, in.records_, kpi_functions()} {
    }
};

std::optional<Definition> Catalogue::find(std::string_view text) const {
    text = trimmed(text);
    if (auto known = entry_of(text)) return known;
    return detail::tried([&] { return detail::parse_metric(text, Names{*this}); });
}

Definition Catalogue::at(std::string_view text) const {
    text = trimmed(text);
    if (auto known = entry_of(text)) return *std::move(known);
    if (!is_one_word(text) || is_function(text)) return detail::parse_metric(text, Names{*this});
    if (auto known = find(text)) return *std::move(known);
    throw Error{
        ErrorCode::unknown_metric, fmt::format(
                                       "there is no metric '{}'{}", detail::shown(text),
                                       detail::did_you_mean_any(nearest(text)))};
}

Definition Catalogue::define(
    std::string_view id, std::string_view title, Better better, std::string_view formula) const {
    return detail::parse_definition(id, title, better, formula, Names{*this});
}

std::optional<Definition> Catalogue::try_define(
    std::string_view id, std::string_view title, Better better, std::string_view formula) const {
    return detail::tried([&] { return define(id, title, better, formula); });
}

void Catalogue::add(std::string_view family, const Definition& metric) {
    if (find(metric.id()))
        throw Error{
            ErrorCode::duplicate_metric,
            fmt::format("there is a metric '{}' already", metric.id())};
    if (!detail::is_utf8(family))
        throw Error{
            ErrorCode::invalid_definition,
            fmt::format("metric '{}': its family '{}' is not UTF-8", metric.id(), family)};
    entries_.push_back(entry(family, metric));
}

Scope Catalogue::scope(std::string_view condition) const {
    return Scope::parse(condition, records_);
}

std::vector<std::string> Catalogue::nearest(std::string_view id) const {
    std::vector<std::string> ids;
    for (const CatalogueEntry& known : entries_)
        ids.emplace_back(known.definition.id());
    return detail::similar(id, ids);
}

}  // namespace saleskpi::inline v0_3
