// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A row with what it is to be sorted by.
constexpr std::uint64_t sort_entry(std::uint32_t key, std::uint32_t row) {
    return std::uint64_t{key} << 32 | row;
}
constexpr std::uint32_t row_of(std::uint64_t entry) { return static_cast<std::uint32_t>(entry); }
constexpr std::uint32_t key_of(std::uint64_t entry) {
    return static_cast<std::uint32_t>(entry >> 32);
}

/// Sorts entries by their keys; those of equal keys stay as they are. The work depends on how many
/// bits the keys have in use: small keys are sorted in one pass.
void radix_sort(std::vector<std::uint64_t>& entries, unsigned threads);

/// Sorts rows by their values, missing ones first; those of equal values stay as they are. Rows behind the
/// last value lack one. It takes no more memory than the rows do.
void sort_rows(
    std::vector<std::uint32_t>& rows,
    std::span<const std::int32_t> values,
    std::int32_t missing,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
