// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// Who still waits, as a number below those of days: since which day. Until which day they were seen is
/// known only when the value is read.
constexpr std::int64_t still_waiting(std::int32_t since) { return since - (std::int64_t{1} << 40); }
constexpr bool is_still_waiting(int128 value) { return value < 0; }
constexpr std::int32_t waiting_since(int128 value) {
    return static_cast<std::int32_t>(value + (std::int64_t{1} << 40));
}

}  // namespace saleskpi::inline v0_3::detail
