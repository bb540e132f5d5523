// SPDX-License-Identifier: MIT
// Of Salesforce, objects as Data Loader and the weekly export write them.
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::string_view salesforce_preset = R"json({
  "tables": {
    "deals": {
      "needs": ["Id", "StageName", "CloseDate"],
      "where": {"IsDeleted": false},
      "fields": {
        "id": "Id",
        "customer": ["Account.Name", "AccountId"],
        "rep": ["Owner.Name", "OwnerId"],
        "stage": [
          {"when": {"IsWon": true}, "is": "won"},
          {"when": {"IsClosed": true}, "is": "lost"},
          {"when": {"IsClosed": false}, "is": "open"},
          {"when": {"StageName": {"like": "Closed Won*"}}, "is": "won"},
          {"when": {"StageName": {"like": "Closed*"}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline_stage": "StageName",
        "created": "CreatedDate",
        "opened": "CreatedDate",
        "closed": [
          {"when": {"IsClosed": true}, "columns": "CloseDate"},
          {"when": {"IsClosed": false}, "is": ""},
          {"when": {"StageName": {"like": "Closed*"}}, "columns": "CloseDate"}
        ],
        "expected_close": "CloseDate",
        "amount": {"columns": "Amount", "currency": "CurrencyIsoCode"},
        "units": null,
        "probability": {"columns": "Probability", "scale": "1/100"},
        "forecast_category": {
          "columns": ["ForecastCategory", "ForecastCategoryName"],
          "translate": {
            "Forecast": "commit",
            "Commit": "commit",
            "BestCase": "best_case",
            "Best Case": "best_case",
            "Pipeline": "pipeline",
            "Omitted": "omitted",
            "Closed": "",
            "MostLikely": "commit",
            "Most Likely": "commit"
          }
        },
        "source": "LeadSource"
      }
    },
    "leads": {
      "needs": ["Id", "Status", "IsConverted"],
      "where": {"IsDeleted": false},
      "fields": {
        "id": "Id",
        "rep": ["Owner.Name", "OwnerId"],
        "deal": "ConvertedOpportunityId",
        "customer": "ConvertedAccountId",
        "source": "LeadSource",
        "industry": "Industry",
        "contact_title": "Title",
        "created": "CreatedDate",
        "converted": "ConvertedDate"
      }
    },
    "customers": {
      "needs": ["Id", "BillingCountry"],
      "where": {"IsDeleted": false},
      "fields": {
        "id": "Id",
        "industry": "Industry",
        "geography": "BillingCountry",
        "employees": "NumberOfEmployees",
        "since": "CreatedDate"
      }
    },
    "stage_changes": {
      "needs": ["OpportunityId", "StageName", "CreatedDate"],
      "where": {"IsDeleted": false},
      "fields": {
        "deal": "OpportunityId",
        "date": "CreatedDate",
        "stage": [
          {"when": {"StageName": {"like": "Closed Won*"}}, "is": "won"},
          {"when": {"StageName": {"like": "Closed*"}}, "is": "lost"},
          {"is": "open"}
        ],
        "pipeline_stage": "StageName",
        "amount": {"columns": "Amount", "currency": "CurrencyIsoCode"}
      }
    }
  }
}
)json";

}  // namespace saleskpi::inline v0_3::detail
