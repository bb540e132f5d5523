// SPDX-License-Identifier: MIT
// Of Recurly, the history of subscriptions. A row is what one was until something changed: a subscription by itself.
// A state of which the day is missing is read as that day: it is none, and told.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view recurly_preset = R"json({
  "tables": {
    "subscriptions": {
      "needs": ["version_uuid", "version_started_at", "version_plan_interval_unit"],
      "fields": {
        "id": "version_uuid",
        "customer": "account_code",
        "product": ["plan_name", "plan_code"],
        "price": {
          "cases": [{"when": {"version_in_trial": true}, "is": 0}],
          "columns": "version_total_recurring_amount",
          "currency": "subscription_currency"
        },
        "quantity": null,
        "interval": {
          "columns": "version_plan_interval_unit",
          "translate": {"days": "day", "weeks": "week", "months": "month", "years": "year"}
        },
        "interval_count": "version_plan_interval_length",
        "started": {"columns": "version_started_at", "cut": {"split": " "}},
        "paused": {
          "cases": [{"when": {"subscription_state": {"like": "paused"}}, "columns": "version_started_at"}],
          "cut": {"split": " "}
        },
        "cancelled": {
          "cases": [{"when": {"subscription_state": {"like": "canceled"}}, "columns": "version_started_at"}],
          "cut": {"split": " "}
        },
        "ended": {
          "cases": [
            {"when": {"version_ended_at": {"empty": false}}, "columns": "version_ended_at"},
            {
              "when": {"subscription_state": {"like": "expired"}, "subscription_expires_at": {"empty": false}},
              "columns": "subscription_expires_at"
            },
            {
              "when": {"subscription_state": {"not_like": ["active", "canceled", "paused", "future"]}},
              "columns": "subscription_state"
            }
          ],
          "cut": {"split": " "}
        }
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
