// SPDX-License-Identifier: MIT
// Of Pipedrive.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view pipedrive_preset = R"json({
  "date_formats": ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d"],
  "tables": {
    "deals": {
      "needs": ["Deal - Status", "Deal - Value"],
      "where": {"Deal - Status": {"not_like": "deleted"}},
      "fields": {
        "id": ["Deal - ID", "Deal - Title"],
        "customer": "Deal - Organization",
        "rep": "Deal - Owner",
        "stage": [
          {"when": {"Deal - Status": {"like": "won"}}, "is": "won"},
          {"when": {"Deal - Status": {"like": "lost"}}, "is": "lost"},
          {"when": {"Deal - Status": {"like": "open"}}, "is": "open"},
          {"columns": "Deal - Status"}
        ],
        "pipeline": "Deal - Pipeline",
        "pipeline_stage": "Deal - Stage",
        "created": "Deal - Deal created",
        "opened": "Deal - Deal created",
        "closed": [
          {
            "when": {"Deal - Status": {"like": "won"}, "Deal - Won time": {"empty": false}},
            "columns": "Deal - Won time"
          },
          {
            "when": {"Deal - Status": {"like": "lost"}, "Deal - Lost time": {"empty": false}},
            "columns": "Deal - Lost time"
          },
          {"columns": "Deal - Deal closed on"}
        ],
        "expected_close": "Deal - Expected close date",
        "amount": {"columns": "Deal - Value", "currency": ["Deal - Currency of value", "Deal - Currency"]},
        "probability": {"columns": "Deal - Probability", "scale": "1/100"},
        "source": ["Deal - Source channel", "Deal - Source origin"],
        "product": "Deal - Product name"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
