// SPDX-License-Identifier: MIT
// Of a report of Salesforce: labels, dates and numbers as the user sees them.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view salesforce_report_preset = R"json({
  "totals": "leave_out",
  "date_formats": ["%m/%d/%Y", "%m/%d/%Y, %I:%M %p", "%d-%b-%Y", "%Y-%m-%d"],
  "number": {"thousands": ",", "currency_sign": "$"},
  "tables": {
    "deals": {
      "needs": ["Opportunity Name", "Stage", "Close Date"],
      "where": {
        "Opportunity Name": {
          "empty": false,
          "not_like": ["Grand Total*", "Total", "Subtotal", "Confidential Information*", "Copyright *"]
        }
      },
      "fields": {
        "id": {
          "cases": [{"columns": "Opportunity ID"}],
          "join": ["Opportunity Name", "Account Name", "Created Date"],
          "with": ", "
        },
        "customer": "Account Name",
        "rep": ["Opportunity Owner", "Owner"],
        "stage": [
          {"when": {"Stage": {"like": "Closed Won*"}}, "is": "won"},
          {"when": {"Stage": {"like": "Closed*"}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline_stage": "Stage",
        "created": "Created Date",
        "opened": "Created Date",
        "closed": [{"when": {"Stage": {"like": "Closed*"}}, "columns": "Close Date"}],
        "expected_close": "Close Date",
        "amount": {"columns": "Amount", "currency": "Amount Currency"},
        "probability": {"columns": "Probability (%)", "scale": "1/100"},
        "forecast_category": {
          "columns": "Forecast Category",
          "translate": {
            "Commit": "commit",
            "Forecast": "commit",
            "Best Case": "best_case",
            "Most Likely": "commit",
            "Pipeline": "pipeline",
            "Omitted": "omitted",
            "Closed": ""
          }
        },
        "source": "Lead Source"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
