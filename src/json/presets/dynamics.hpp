// SPDX-License-Identifier: MIT
// Of Dynamics 365, whose workbook was saved as CSV.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view dynamics_preset = R"json({
  "date_formats": ["%m/%d/%Y", "%m/%d/%Y %I:%M %p", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "excel"],
  "number": {"thousands": ","},
  "tables": {
    "deals": {
      "needs": ["Topic", "Est. close date"],
      "fields": {
        "id": ["(Do Not Modify) Opportunity", "Opportunity", "Topic"],
        "customer": ["Potential Customer", "Account"],
        "rep": "Owner",
        "stage": [
          {"when": {"Status": {"like": "won"}}, "is": "won"},
          {"when": {"Status": {"like": "lost"}}, "is": "lost"},
          {"when": {"Status": {"like": "open"}}, "is": "open"},
          {"columns": "Status"}
        ],
        "pipeline_stage": "Pipeline Phase",
        "created": "Created On",
        "opened": "Created On",
        "closed": "Actual Close Date",
        "expected_close": "Est. close date",
        "amount": [
          {
            "when": {"Status": {"like": "won"}, "Actual Revenue": {"empty": false}},
            "columns": "Actual Revenue"
          },
          {"columns": "Est. revenue"}
        ],
        "probability": {"columns": "Probability", "scale": "1/100"},
        "source": "Lead Source"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
