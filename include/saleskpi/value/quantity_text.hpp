// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/quantity.hpp>

#include <optional>
#include <string>

/// Threads: functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// How a quantity is written.
struct QuantityStyle {
    std::optional<int> digits;  ///< after the point; by default what is usual for the unit
    bool exact = false;         ///< the fraction in base units, without a unit
};

/// Throws Error overflow for a ratio beyond 10^34; no table has one.
std::string to_text(const AnyQuantity& quantity, QuantityStyle style = {});

}  // namespace saleskpi::inline v0_3
