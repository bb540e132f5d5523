// SPDX-License-Identifier: MIT
#pragma once

#include "json/checked_json.hpp"

#include <saleskpi/load/value_rules.hpp>
#include <saleskpi/record/schema.hpp>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A pattern of dates, or a list of them.
std::vector<std::string> read_date_formats(const JsonPlace& place);

/// A number as the file writes it, "1.234,56", or an object with decimal, thousands and currency_sign.
NumberFormat read_number_format(const JsonPlace& place);

/// What stands under missing, yes, no and round, where it does.
void read_value_rules(const JsonPlace& place, ValueRules& rules);

/// "1/100", or "minor_units" for a field of money.
Scale read_scale(const JsonPlace& place, const FieldInfo* field);

}  // namespace saleskpi::inline v0_3::detail
