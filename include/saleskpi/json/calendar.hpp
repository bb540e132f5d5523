// SPDX-License-Identifier: MIT
// A calendar as JSON: its text form, "fiscal:april:end weeks=sunday", or an object that says more:
//   {"spec": "retail-454:nrf",
//    "working_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
//    "holidays": {"days": ["2025-12-25"], "source": "the office", "from": "2025-01-01",
//                 "to": "2025-12-31", "outside": "refuse"},
//    "custom": [{"name": "spring 2025", "from": "2025-03-01", "to": "2025-04-14"}]}
// All keys may be left out: "iso", Monday to Friday, no holidays, no custom periods. Both "from" and
// "to" are days that count; the holidays' say for which days the list is complete, all if left out.
// "outside" them is "weekdays_only", or "refuse".
// Threads: each call is its own.
#pragma once

#include <saleskpi/calendar/calendar.hpp>

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// The text form alone where it says all.
void to_json(nlohmann::json& json, const Calendar& calendar);

/// Throws Error invalid_json, which names the place: "calendar: /holidays/to: is not a day".
void from_json(const nlohmann::json& json, Calendar& calendar);

/// Reads a calendar from a JSON file. Throws also Error unreadable_file, empty_file.
Calendar read_calendar(const std::filesystem::path& path);

/// The same for a text in memory; `name` stands in messages.
Calendar parse_calendar(std::string_view text, const std::string& name = "calendar");
/// The same, but no value where that throws.
std::optional<Calendar> try_parse_calendar(std::string_view text);

}  // namespace saleskpi::inline v0_3
