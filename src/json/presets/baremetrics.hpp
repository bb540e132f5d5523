// SPDX-License-Identifier: MIT
// Of the form in which Baremetrics imports subscriptions: amounts are in minor units, and a subscription that is
// cancelled has ended.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view baremetrics_preset = R"json({
  "tables": {
    "subscriptions": {
      "needs": ["subscription_oid", "plan_amount", "plan_interval"],
      "fields": {
        "id": "subscription_oid",
        "customer": {"join": ["customer_name", "customer_oid"], "with": ", "},
        "product": ["plan_name", "plan_oid"],
        "price": {"columns": "plan_amount", "currency": "plan_currency", "scale": "minor_units"},
        "quantity": "subscription_quantity",
        "interval": "plan_interval",
        "interval_count": "plan_interval_count",
        "started": "subscription_started_at",
        "cancelled": "subscription_canceled_at",
        "ended": "subscription_canceled_at"
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
