// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The same condition on these rows, without the tests that none of them fails. A metric asks for
/// deals whose cost is known, say; where all costs are, it counts the same deals as one that
/// doesn't, and both can share the work.
std::vector<Test> simplified(std::span<const Test> tests, const ColumnSet& rows);

}  // namespace saleskpi::inline v0_3::detail
