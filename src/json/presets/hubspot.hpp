// SPDX-License-Identifier: MIT
// Of HubSpot.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view hubspot_preset = R"json({
  "date_formats": ["%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"],
  "tables": {
    "deals": {
      "needs": ["Deal Stage", "Close Date"],
      "fields": {
        "id": ["Record ID", "Deal ID"],
        "customer": {"columns": ["Associated Company", "Associated Company IDs"], "cut": {"split": ";"}},
        "rep": "Deal owner",
        "stage": [
          {"when": {"Is Closed Won": true}, "is": "won"},
          {"when": {"Is closed lost": true}, "is": "lost"},
          {"when": {"Deal Stage": {"like": ["Closed won*", "closedwon"]}}, "is": "won"},
          {"when": {"Deal Stage": {"like": ["Closed lost*", "closedlost"]}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline_stage": {"columns": "Deal Stage", "cut": {"split": " ("}},
        "pipeline": "Pipeline",
        "created": "Create Date",
        "opened": "Create Date",
        "closed": [
          {"when": {"Is Closed Won": true}, "columns": "Close Date"},
          {"when": {"Is closed lost": true}, "columns": "Close Date"},
          {
            "when": {"Deal Stage": {"like": ["Closed won*", "closedwon", "Closed lost*", "closedlost"]}},
            "columns": "Close Date"
          }
        ],
        "expected_close": "Close Date",
        "amount": {"columns": "Amount", "currency": "Currency"},
        "probability": "Deal probability",
        "source": "Original Traffic Source"
      }
    },
    "stage_changes": {
      "beside": "deals",
      "needs": ["Record ID"],
      "unpivot": {
        "columns": ["Date entered *", "hs_v2_date_entered_*", "hs_date_entered_*"],
        "name": "Stage entered",
        "value": "Entered"
      },
      "fields": {
        "deal": "Record ID",
        "date": "Entered",
        "stage": [
          {"when": {"Stage entered": {"like": ["Closed won*", "closedwon*"]}}, "is": "won"},
          {"when": {"Stage entered": {"like": ["Closed lost*", "closedlost*"]}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline_stage": {"columns": "Stage entered", "cut": {"split": " ("}},
        "amount": null,
        "order": null
      }
    },
    "customers": {
      "needs": ["Company name", "Industry"],
      "fields": {
        "id": "Company name",
        "industry": "Industry",
        "geography": ["Country/Region", "Country"],
        "employees": "Number of Employees",
        "since": "Create Date"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
