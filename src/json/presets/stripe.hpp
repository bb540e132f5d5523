// SPDX-License-Identifier: MIT
// Of Stripe, the subscriptions. A row is an item of one, and its amount the price of one of its quantity. A status
// of which the day is missing is read as that day: it is none, and told.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view stripe_preset = R"json({
  "tables": {
    "subscriptions": {
      "needs": ["Customer ID", "Interval", "Status", "Created (UTC)"],
      "where": {"Status": {"not_like": ["incomplete", "incomplete_expired"]}},
      "fields": {
        "id": {"join": ["id", "Plan", "Plan price ID"], "with": ", "},
        "customer": {"join": ["Customer Name", "Customer ID"], "with": ", "},
        "product": ["Product", "Plan", "Plan price ID"],
        "price": {"columns": "Amount", "currency": "Currency"},
        "quantity": "Quantity",
        "interval": "Interval",
        "interval_count": "Interval Count",
        "contracted": "Created (UTC)",
        "started": ["Start Date (UTC)", "Created (UTC)"],
        "trial_until": [
          {"when": {"Trial End (UTC)": {"empty": false}}, "columns": "Trial End (UTC)"},
          {"when": {"Status": {"like": "trialing"}}, "columns": "Status"}
        ],
        "paused": [
          {
            "when": {"Status": {"like": "paused"}, "Trial End (UTC)": {"empty": false}},
            "columns": "Trial End (UTC)"
          },
          {"when": {"Status": {"like": "paused"}}, "columns": "Status"}
        ],
        "cancelled": "Canceled At (UTC)",
        "ended": [
          {"when": {"Ended At (UTC)": {"empty": false}}, "columns": "Ended At (UTC)"},
          {
            "when": {"Status": {"not_like": ["active", "trialing", "past_due", "unpaid", "paused"]}},
            "columns": "Status"
          }
        ]
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
