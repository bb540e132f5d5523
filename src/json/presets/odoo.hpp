// SPDX-License-Identifier: MIT
// Of Odoo, with the labels of a list or the names of its model.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view odoo_preset = R"json({
  "date_formats": ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d"],
  "tables": {
    "deals": [
      {
        "needs": ["Expected Revenue", "Stage", "Expected Closing"],
        "where": {"Type": {"not_like": "lead"}},
        "fields": {
          "id": ["External ID", "ID", "Opportunity"],
          "customer": "Customer",
          "rep": "Salesperson",
          "stage": [
            {"when": {"Active": false}, "is": "lost"},
            {"when": {"Stage": {"like": "Won"}}, "is": "won"},
            {"when": {"Lost Reason": {"empty": false}}, "is": "lost"},
            {"is": "open"}
          ],
          "pipeline_stage": "Stage",
          "created": "Created on",
          "opened": "Created on",
          "closed": "Closed Date",
          "expected_close": "Expected Closing",
          "amount": {"columns": "Expected Revenue", "currency": "Currency"},
          "probability": {"columns": "Probability", "scale": "1/100"},
          "source": "Source"
        }
      },
      {
        "needs": ["expected_revenue", "stage_id/id", "date_deadline"],
        "where": {"type": {"not_like": "lead"}},
        "fields": {
          "id": ["id", "name"],
          "customer": ["partner_id/name", "partner_id/id"],
          "rep": ["user_id/name", "user_id/id"],
          "stage": [
            {"when": {"active": false}, "is": "lost"},
            {"when": {"stage_id/name": {"like": "Won"}}, "is": "won"},
            {"when": {"probability": ["100", "100.0", "100.00"]}, "is": "won"},
            {"is": "open"}
          ],
          "pipeline_stage": ["stage_id/name", "stage_id/id"],
          "created": "create_date",
          "opened": "create_date",
          "closed": "date_closed",
          "expected_close": "date_deadline",
          "amount": "expected_revenue",
          "probability": {"columns": "probability", "scale": "1/100"}
        }
      }
    ]
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
