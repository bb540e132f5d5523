// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/value/date.hpp>

#include <optional>

namespace saleskpi::inline v0_3::detail {

/// In any unit: more than there are days in all years.
inline constexpr int longest_span = 4'000'000;

/// The first day after a span that begins on a day and has a length of at least 1; no value beyond the years of dates.
std::optional<Date> end_of(Date begin, SpanLength::In in, int length);

}  // namespace saleskpi::inline v0_3::detail
