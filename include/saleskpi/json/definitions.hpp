// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/kpi/catalogue.hpp>

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <string_view>

/// Definitions as data: a list of objects, one for each KPI. docs/definitions.md describes it.
///   [{"id": "deal_size", "title": "Deal size", "better": "higher", "family": "ours",
///     "formula": "revenue / deals_won"}]
/// "title" may be left out (it is the id), "better" (neither) and "family" (own). A formula may name
/// the metrics of the catalogue and those before it in the list.
/// Threads: each call is its own, and has the catalogue that it adds to alone.
namespace saleskpi::inline v0_3 {

/// Adds all of them to the catalogue, or none. In a source, R"json(...)json" holds the text: formulas
/// have )" in them. Throws Error duplicate_metric for an id that is taken,
/// and for what is wrong with a formula unknown_metric, unit_mismatch and invalid_definition, with
/// the id and the column: "ours.json: deal_size: column 11: there is no metric 'deals_wno'; ...".
/// `name` stands in messages for the document.
void add_definitions(
    Catalogue& catalogue,
    const nlohmann::json& definitions,
    const std::string& name = "definitions");

/// The same of a text in memory. Throws also invalid_json.
void parse_definitions(
    Catalogue& catalogue, std::string_view text, const std::string& name = "definitions");
/// The same, but false where that throws: nothing was added then.
bool try_parse_definitions(Catalogue& catalogue, std::string_view text);

/// The same of a file. Throws also unreadable_file and empty_file.
void read_definitions(Catalogue& catalogue, const std::filesystem::path& path);

}  // namespace saleskpi::inline v0_3
