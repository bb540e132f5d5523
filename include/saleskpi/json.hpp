// SPDX-License-Identifier: MIT
#pragma once

/// JSON through nlohmann_json, written and read: the component saleskpi::json.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/json/calendar.hpp>
#include <saleskpi/json/catalogue.hpp>
#include <saleskpi/json/data_checks.hpp>
#include <saleskpi/json/definitions.hpp>
#include <saleskpi/json/golden.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/json/mapping.hpp>
#include <saleskpi/json/presets.hpp>
#include <saleskpi/json/records.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/json/text.hpp>
#include <saleskpi/json/value.hpp>
#include <saleskpi/json/vega_lite.hpp>
