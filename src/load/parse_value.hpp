// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/value/currency.hpp>

#include <span>
#include <string>

namespace saleskpi::detail {

/// How the values of a field are written.
struct ValueFormat {
    std::span<const std::string> date_formats;
    NumberFormat number;
};

/// Reads a cell that is not empty as a value of the field. Returns why it is none, in words that
/// follow the value: "is not a date (YYYY-MM-DD)"; empty if all is well.
std::string parse_value(
    const FieldInfo& field,
    const Cell& cell,
    const ValueFormat& format,
    Currency currency,
    FieldValue& value);

}  // namespace saleskpi::detail
