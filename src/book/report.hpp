// SPDX-License-Identifier: MIT
#pragma once

#include "book/look_up.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/book/finding.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Adds what a loader found; its rejected records count as read and rejected.
void add_to_report(BuildReport& report, std::span<const Finding> loaded);

/// Adds what loaders left out by rules.
void add_to_report(BuildReport& report, std::span<const LeftOut> left_out);

/// The same rows of two reports or loads in one sum, in order.
void add_left_out(std::vector<LeftOut>& to, const LeftOut& more);

/// Adds what became of the records of a table. `later` flags those that began after the day as of
/// which the book is known; it may be empty.
void add_to_report(BuildReport& report, RawTable& table, std::span<const std::uint8_t> later);

/// Adds what was found about rows that stand beside records that count, once where several say the same.
void add_notes(BuildReport& report, const RawTable& variants, const AddedRecords& records);

/// The findings of each table and each of its files together, in the order of lines. They are made
/// check by check.
void put_in_order(std::vector<Finding>& findings);

/// A finding with all its texts in UTF-8.
Finding in_utf8(Finding finding);
LeftOut in_utf8(LeftOut left_out);

}  // namespace saleskpi::inline v0_3::detail
