// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/money.hpp>

#include <cstdint>
#include <span>
#include <vector>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// Splits a total by weights into whole parts that sum to it: each gets its exact share rounded
/// towards zero, and what is left goes one by one to the largest remainders, the earlier first.
/// A negative total gives the negated parts of the positive one.
/// Throws Error invalid_argument for a negative weight or weights that sum to zero.
std::vector<std::int64_t> allocate(std::int64_t total, std::span<const std::int64_t> weights);

/// The same in minor units of the money's currency.
std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights);

}  // namespace saleskpi::inline v0_3
