// SPDX-License-Identifier: MIT
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/load/data_checks.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3 {

/// {"table", "check": "days_outside", "of": "closed", "count": 2, "all": 8799, "suspicious": true,
/// "note"}, and where there is one "value", as of a quantity.
void to_json(nlohmann::json& json, const DataCheck& check);

}  // namespace saleskpi::inline v0_3
