// SPDX-License-Identifier: MIT
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/check/golden.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3 {

/// {"file", "line", "metric", "group", "period", "as_of", "note", "expected": "1/2", "is": "2/3",
/// "explanation": {...}}, of which a check that lacks them has no "as_of" and "policy"; the two values are as checks
/// write them. Of one that names marks also "expected_marks", as it does, and "marks", a list.
void to_json(nlohmann::json& json, const GoldenDifference& difference);

}  // namespace saleskpi::inline v0_3
