// SPDX-License-Identifier: MIT
// Of Chargebee, the subscriptions. How often a plan is due stands in its id, where no column says it. A
// status of which the day is missing is read as that day: it is none, and told.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view chargebee_preset = R"json({
  "date_formats": ["%Y-%m-%d", "%d-%b-%Y", "%d-%b-%Y %H:%M", "%d-%b-%Y %H:%M:%S"],
  "tables": {
    "subscriptions": {
      "needs": ["subscriptions.id", "subscriptions.plan_id", "subscriptions.status"],
      "where": {"subscriptions.status": {"not_like": "future"}},
      "fields": {
        "id": "subscriptions.id",
        "customer": {"join": ["customers.company", "customers.id"], "with": ", "},
        "product": "subscriptions.plan_id",
        "price": {"columns": "subscriptions.plan_unit_price", "currency": "subscriptions.currency_code"},
        "quantity": "subscriptions.plan_quantity",
        "interval": {
          "cases": [
            {
              "when": {"subscriptions.billing_period_unit": {"empty": false}},
              "columns": "subscriptions.billing_period_unit"
            },
            {"when": {"subscriptions.plan_id": {"like": ["*bi-weekly", "*bi-monthly", "*bi-yearly"]}}, "is": ""},
            {"when": {"subscriptions.plan_id": {"like": "*-daily"}}, "is": "day"},
            {"when": {"subscriptions.plan_id": {"like": "*-weekly"}}, "is": "week"},
            {"when": {"subscriptions.plan_id": {"like": "*-monthly"}}, "is": "month"},
            {"when": {"subscriptions.plan_id": {"like": "*-quarterly"}}, "is": "quarter"},
            {"when": {"subscriptions.plan_id": {"like": "*-half-yearly"}}, "is": "half_year"},
            {"when": {"subscriptions.plan_id": {"like": "*-yearly"}}, "is": "year"}
          ]
        },
        "interval_count": "subscriptions.billing_period",
        "contracted": "subscriptions.created_at",
        "started": ["subscriptions.started_at", "subscriptions.start_date"],
        "trial_until": [
          {"when": {"subscriptions.trial_end": {"empty": false}}, "columns": "subscriptions.trial_end"},
          {"when": {"subscriptions.status": {"like": "in?trial"}}, "columns": "subscriptions.status"}
        ],
        "paused": [
          {
            "when": {"subscriptions.status": {"like": "paused"}, "subscriptions.pause_date": {"empty": false}},
            "columns": "subscriptions.pause_date"
          },
          {"when": {"subscriptions.status": {"like": "paused"}}, "columns": "subscriptions.status"}
        ],
        "resumed": [
          {"when": {"subscriptions.status": {"like": "paused"}}, "columns": "subscriptions.resume_date"}
        ],
        "ended": [
          {
            "when": {
              "subscriptions.status": {"like": "cancelled"},
              "subscriptions.cancelled_at": {"empty": false}
            },
            "columns": "subscriptions.cancelled_at"
          },
          {
            "when": {"subscriptions.status": {"not_like": ["active", "in?trial", "non?renewing", "paused"]}},
            "columns": "subscriptions.status"
          }
        ]
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
