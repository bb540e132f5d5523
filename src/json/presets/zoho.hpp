// SPDX-License-Identifier: MIT
// Of Zoho CRM.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view zoho_preset = R"json({
  "date_formats": ["%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p"],
  "tables": {
    "deals": {
      "needs": ["Deal Name", "Closing Date", "Stage"],
      "fields": {
        "id": {"columns": ["Record Id", "Deal Id"], "cut": {"prefix": "zcrm_"}},
        "customer": "Account Name",
        "rep": "Deal Owner",
        "stage": [
          {"when": {"Stage": {"like": "Closed Won*"}}, "is": "won"},
          {"when": {"Stage": {"like": "Closed*"}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline": "Pipeline",
        "pipeline_stage": "Stage",
        "created": "Created Time",
        "opened": "Created Time",
        "closed": [{"when": {"Stage": {"like": "Closed*"}}, "columns": "Closing Date"}],
        "expected_close": "Closing Date",
        "amount": {"columns": "Amount", "currency": "Currency"},
        "probability": {"columns": "Probability (%)", "scale": "1/100"},
        "source": "Lead Source"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
