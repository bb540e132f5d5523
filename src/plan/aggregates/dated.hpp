// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// A value with its day as one number: those of an earlier day are less, whatever the values are, and
/// those of one day are in the order of the values.
constexpr int128 dated_value(std::int32_t day, std::int64_t value) {
    return int128{day} * (int128{1} << 64) + value;
}

/// The value without its day.
constexpr std::int64_t undated(int128 dated) { return static_cast<std::int64_t>(dated); }

}  // namespace saleskpi::inline v0_3::detail
