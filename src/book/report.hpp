// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/book/finding.hpp>

#include <cstdint>
#include <span>

namespace saleskpi::inline v0_3::detail {

/// Adds what a loader found; its rejected records count as read and rejected.
void add_to_report(BuildReport& report, std::span<const Finding> loaded);

/// Adds what became of the records of a table. `later` flags those that began after the day as of
/// which the book is known; it may be empty.
void add_to_report(BuildReport& report, RawTable& table, std::span<const std::uint8_t> later);

}  // namespace saleskpi::inline v0_3::detail
