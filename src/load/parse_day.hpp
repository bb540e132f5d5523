// SPDX-License-Identifier: MIT
#pragma once

#include "load/parse_value.hpp"
#include "value/written_time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Reads a cell as a day. Returns why it is none, as parse_value does.
std::string parse_day(
    std::string_view text, const ValueFormat& format, const RowContext& row, FieldValue& value);

/// The day and the time that are written, by the first of the patterns that fits.
std::optional<WrittenTime> written_time(
    std::string_view text, std::span<const std::string> patterns);

/// The day of it; of an instant that of UTC.
std::optional<Date> written_day(std::string_view text, std::span<const std::string> patterns);

}  // namespace saleskpi::inline v0_3::detail
