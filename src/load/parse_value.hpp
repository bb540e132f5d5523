// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/value/currency.hpp>

#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// How the values of a field are written.
struct ValueFormat {
    std::span<const std::string> date_formats;
    NumberFormat number;
};

/// What a record says that several of its fields need.
struct RowContext {
    Currency currency{};
    std::string_view region{};
    const DateOfInstant* date_of_instant = nullptr;  ///< null: an instant is no date
};

/// Reads a cell that is not empty as a value of the field. Returns why it is none, in words that
/// follow the value: "is not a date (YYYY-MM-DD)"; empty if all is well.
std::string parse_value(
    const FieldInfo& field,
    const Cell& cell,
    const ValueFormat& format,
    const RowContext& row,
    FieldValue& value);

}  // namespace saleskpi::inline v0_3::detail
