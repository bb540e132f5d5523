// SPDX-License-Identifier: MIT
#pragma once

#include "load/parse_value.hpp"

#include <string>

namespace saleskpi::inline v0_3::detail {

/// Each reads a cell as a number of its kind, and returns why it is none, as parse_value does.
std::string parse_money(
    const Cell& cell, const ValueFormat& format, const RowContext& row, FieldValue& value);
std::string parse_decimal(const Cell& cell, const ValueFormat& format, FieldValue& value);
std::string parse_integer(const Cell& cell, const ValueFormat& format, FieldValue& value);

}  // namespace saleskpi::inline v0_3::detail
