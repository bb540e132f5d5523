// SPDX-License-Identifier: MIT
#include "utf8.hpp"

#include <saleskpi/value/error.hpp>

namespace saleskpi::inline v0_3 {

Error::Error(ErrorCode code, const std::string& message)
    : std::runtime_error(detail::is_utf8(message) ? message : detail::as_utf8(message)),
      code_(code) {}

std::string_view name(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::overflow:
            return "overflow";
        case ErrorCode::currency_mismatch:
            return "currency_mismatch";
        case ErrorCode::unknown_currency:
            return "unknown_currency";
        case ErrorCode::no_value:
            return "no_value";
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::invalid_date:
            return "invalid_date";
        case ErrorCode::unit_mismatch:
            return "unit_mismatch";
        case ErrorCode::unknown_metric:
            return "unknown_metric";
        case ErrorCode::duplicate_metric:
            return "duplicate_metric";
        case ErrorCode::unknown_dimension:
            return "unknown_dimension";
        case ErrorCode::unknown_field:
            return "unknown_field";
        case ErrorCode::unknown_table:
            return "unknown_table";
        case ErrorCode::incompatible:
            return "incompatible";
        case ErrorCode::no_such_cell:
            return "no_such_cell";
        case ErrorCode::invalid_definition:
            return "invalid_definition";
        case ErrorCode::unreadable_file:
            return "unreadable_file";
        case ErrorCode::outside_folder:
            return "outside_folder";
        case ErrorCode::empty_file:
            return "empty_file";
        case ErrorCode::missing_column:
            return "missing_column";
        case ErrorCode::invalid_mapping:
            return "invalid_mapping";
        case ErrorCode::invalid_json:
            return "invalid_json";
        case ErrorCode::unwritable_file:
            return "unwritable_file";
        case ErrorCode::too_many_cells:
            return "too_many_cells";
        case ErrorCode::too_many_steps:
            return "too_many_steps";
        case ErrorCode::formula_too_large:
            return "formula_too_large";
        case ErrorCode::out_of_time:
            return "out_of_time";
        case ErrorCode::cancelled:
            return "cancelled";
        case ErrorCode::database_failed:
            return "database_failed";
        case ErrorCode::not_pushed_down:
            return "not_pushed_down";
    }
    return "";
}

namespace detail {

void fail(ErrorCode code, const char* message) { throw Error(code, message); }

}  // namespace detail
}  // namespace saleskpi::inline v0_3
