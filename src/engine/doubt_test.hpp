// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/doubts.hpp"
#include "plan/answers.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <span>

namespace saleskpi::inline v0_3::detail {

/// Whether a record satisfies a condition, for all that could be read of it: tests in postfix order. Without any
/// every record does.
Satisfies satisfies(std::span<const Test> tests, const Doubt& doubt, const Dictionaries& names);

}  // namespace saleskpi::inline v0_3::detail
