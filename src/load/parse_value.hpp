// SPDX-License-Identifier: MIT
#pragma once

#include "load/number_forms.hpp"

#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/value/currency.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// How the values of a field are written.
struct ValueFormat {
    std::span<const std::string> date_formats;
    NumberFormat number;
    NumberForms forms = all_number_forms;  ///< of numbers that are inferred
    std::span<const std::string> missing{};
    std::span<const std::string> yes{};
    std::span<const std::string> no{};
    std::optional<Rounding> round{};
    std::optional<Scale> scale{};
};

/// That of a field, which `mapped` and the field's description, if there is any, say more of than the
/// table does. It refers to both mappings. Throws Error invalid_argument for a pattern of dates that is
/// none.
ValueFormat value_format(
    const TableMapping& mapping, const FieldMapping* mapped, const FieldInfo* field);

/// What a record says that several of its fields need.
struct RowContext {
    Currency currency{};
    bool names_currency = false;  ///< the record itself does
    std::string_view region{};
    const DateOfInstant* date_of_instant = nullptr;  ///< null: the day of an instant is that of UTC
};

/// Whether the text, without blanks at its ends, is one of those that mean a missing value.
bool is_missing_word(std::string_view text, std::span<const std::string> words);

/// Reads a cell that is not empty as a value of the field. Returns why it is none, in words that
/// follow the value: "is not a date (YYYY-MM-DD)"; empty if all is well.
std::string parse_value(
    const FieldInfo& field,
    const Cell& cell,
    const ValueFormat& format,
    const RowContext& row,
    FieldValue& value);

}  // namespace saleskpi::inline v0_3::detail
