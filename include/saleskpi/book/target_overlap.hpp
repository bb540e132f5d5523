// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What counts on days for which a metric and member have several targets, of unequal spans of days.
enum class TargetOverlap : std::uint8_t {
    conflict,     ///< none: these days have no target, and it is reported
    add,          ///< their sum
    shorter_span  ///< that of the shortest span; of several as long as each other none
};

}  // namespace saleskpi::inline v0_3
