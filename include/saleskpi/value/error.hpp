// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What went wrong, for programs; the text of an Error says it to people.
enum class ErrorCode : std::uint8_t {
    overflow,            ///< an exact result does not fit its integer type
    currency_mismatch,   ///< arithmetic or comparison across currencies
    unknown_currency,    ///< not an ISO 4217 code
    no_value,            ///< the value of an Outcome that has none was asked for
    invalid_argument,    ///< an argument outside its documented range
    invalid_date,        ///< a day, week or month that does not exist
    unit_mismatch,       ///< a quantity of one unit read as another
    unknown_metric,      ///< no metric has this id
    duplicate_metric,    ///< two metrics have one id
    unknown_dimension,   ///< no dimension has this name
    unknown_field,       ///< the record type has no such field
    unknown_table,       ///< no record type has this name
    incompatible,        ///< partial results of different definitions, currencies or calendars
    no_such_cell,        ///< the table has no such row, period or metric
    invalid_definition,  ///< a metric whose parts do not fit together
    unreadable_file,     ///< missing, a directory, or not permitted
    outside_folder,      ///< a file that data name, and that lies elsewhere than they do
    empty_file,          ///< a file without even a header
    missing_column,      ///< a column that the mapping needs
    invalid_mapping,     ///< a mapping file that contradicts itself
    invalid_json,        ///< JSON of another shape than documented
    unwritable_file,     ///< the output cannot be written
    too_many_cells,      ///< a table larger than its Limits
    too_many_steps,      ///< metrics of more steps than the Limits allow
    formula_too_large,   ///< one metric that is, written out, larger than the Limits allow
    out_of_time,         ///< a query that takes longer than its Limits
    cancelled,           ///< a query that its Watch ended
    database_failed,     ///< what a database says went wrong, or an answer that cannot be
    not_pushed_down,     ///< asked of records that stay in a database, which is not asked for it
};

inline constexpr std::array all_error_codes{
    ErrorCode::overflow,          ErrorCode::currency_mismatch, ErrorCode::unknown_currency,
    ErrorCode::no_value,          ErrorCode::invalid_argument,  ErrorCode::invalid_date,
    ErrorCode::unit_mismatch,     ErrorCode::unknown_metric,    ErrorCode::duplicate_metric,
    ErrorCode::unknown_dimension, ErrorCode::unknown_field,     ErrorCode::unknown_table,
    ErrorCode::incompatible,      ErrorCode::no_such_cell,      ErrorCode::invalid_definition,
    ErrorCode::unreadable_file,   ErrorCode::outside_folder,    ErrorCode::empty_file,
    ErrorCode::missing_column,    ErrorCode::invalid_mapping,   ErrorCode::invalid_json,
    ErrorCode::unwritable_file,   ErrorCode::too_many_cells,    ErrorCode::too_many_steps,
    ErrorCode::formula_too_large, ErrorCode::out_of_time,       ErrorCode::cancelled,
    ErrorCode::database_failed,   ErrorCode::not_pushed_down,
};

/// The code as it is spelled in the enum, e.g. "overflow".
std::string_view name(ErrorCode code) noexcept;

/// The only exception that the library throws of its own accord. Its text is UTF-8: what it quotes
/// and is not has U+FFFD in its place.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message);

    ErrorCode code() const noexcept { return code_; }

private:
    ErrorCode code_;
};

namespace detail {

/// Throws Error. Out of line, so that constexpr arithmetic stays small where it is inlined.
[[noreturn]] void fail(ErrorCode code, const char* message);

}  // namespace detail
}  // namespace saleskpi::inline v0_3
