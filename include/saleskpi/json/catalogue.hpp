// SPDX-License-Identifier: MIT
// A catalogue as JSON, for what offers KPIs to choose from: a settings page, a query builder.
//   {"metrics": [{"id": "win_rate", "title", "family": "conversion", "unit": "ratio",
//                 "better": "higher", "since": "0.1", "formula", "records", "date", "rolls_up",
//                 "no_value", "rivals": ["win_rate_pursued"], "rivals_in_words"}],
//    "functions": [{"name": "time_in_stage", "parameters": [{"kind": "stage", "optional": false}]}],
//    "operators": [{"name": "change", "parameters": [
//        {"kind": "formula", "optional": false},
//        {"kind": "word", "optional": false, "words": ["previous", ...]}]}]}
// Metrics are in the order of the catalogue, those of an application among them. "records" to
// "no_value" are the words of a definition; "rivals" the metrics that "rivals_in_words" names.
// Functions and operators stand in formulas: name(parameter, parameter). Their parameters are of a
// kind: a "stage"; a number of "days"; a "formula"; a "metric", which must have an id; a "number"; or
// one of some words, of which the first holds where an optional one is left out.
#pragma once

#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/catalogue.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3 {

void to_json(nlohmann::json& json, const Catalogue& catalogue);

}  // namespace saleskpi::inline v0_3
