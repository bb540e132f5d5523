// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/load/data_checks.hpp>

#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The days that data may have: from 1990 to ten years after the day of the book, or after its last
/// closing.
Window sensible_days(const Book& book);

/// What the columns of a table say: values that are missing, days outside of those, largest amounts.
void check_columns(
    const Book& book, std::string_view table, const Window& days, std::vector<DataCheck>& to);

}  // namespace saleskpi::inline v0_3::detail
