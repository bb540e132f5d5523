// SPDX-License-Identifier: MIT
// This list, and the one below, are made from the headers of the families when the library is built:
// a new KPI is one definition there and needs no entry here.
#include "saleskpi_catalogue_headers.inc"
#include "similar.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <utility>

namespace saleskpi {
namespace {

CatalogueEntry entry(std::string_view family, const Definition& metric) {
    return {std::string{family}, metric};
}

/// No id is longer. Operators nest, and so does the search for what they are over: without a limit
/// a long text of brackets could exhaust the stack.
constexpr std::size_t longest_id = 500;

/// The text between "function(" and ")", or nothing.
std::optional<std::string_view> argument(std::string_view call, std::string_view function) {
    if (call.size() < function.size() + 2 || !call.starts_with(function)) return std::nullopt;
    call.remove_prefix(function.size());
    if (call.front() != '(' || call.back() != ')') return std::nullopt;
    return call.substr(1, call.size() - 2);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// "revenue, previous" as "revenue" and the shift; the metric may itself have commas.
std::optional<std::pair<std::string_view, Shift>> metric_and_shift(std::string_view arguments) {
    const std::size_t comma = arguments.rfind(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const std::string_view which = trimmed(arguments.substr(comma + 1));
    for (const Shift shift : {Shift::previous, Shift::year_over_year})
        if (which == name(shift)) return std::pair{arguments.substr(0, comma), shift};
    return std::nullopt;
}

}  // namespace

Catalogue::Catalogue()
    : entries_{
#include "saleskpi_catalogue_entries.inc"
      } {
}

std::optional<Definition> Catalogue::find(std::string_view id) const {
    id = trimmed(id);
    if (id.size() > longest_id) return std::nullopt;
    for (const CatalogueEntry& known : entries_)
        if (known.definition.id() == id) return known.definition;
    if (const auto of = argument(id, "target")) {
        if (const auto metric = find(*of)) return target_of(*metric);
    } else if (const auto over = argument(id, "attainment")) {
        if (const auto metric = find(*over)) return attainment(*metric);
    } else if (const auto arguments = argument(id, "change")) {
        if (const auto parts = metric_and_shift(*arguments))
            if (const auto metric = find(parts->first)) return change(*metric, parts->second);
    }
    return std::nullopt;
}

Definition Catalogue::at(std::string_view id) const {
    if (auto metric = find(id)) return *std::move(metric);
    std::string message = fmt::format("there is no metric '{}'", id);
    if (const auto similar = nearest(id); !similar.empty())
        message += fmt::format("; did you mean {}?", fmt::join(similar, ", "));
    throw Error{ErrorCode::unknown_metric, message};
}

void Catalogue::add(std::string_view family, const Definition& metric) {
    if (find(metric.id()))
        throw Error{
            ErrorCode::duplicate_metric,
            fmt::format("there is a metric '{}' already", metric.id())};
    entries_.push_back(entry(family, metric));
}

std::vector<std::string> Catalogue::nearest(std::string_view id) const {
    std::vector<std::string> ids;
    for (const CatalogueEntry& known : entries_)
        ids.emplace_back(known.definition.id());
    return detail::similar(id, ids);
}

}  // namespace saleskpi
