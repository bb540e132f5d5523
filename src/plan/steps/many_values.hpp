// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/evaluated.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// Not the least of all 64-bit numbers: its negative does not.
inline bool fits_64(int128 number) {
    constexpr int128 most = std::numeric_limits<std::int64_t>::max();
    return -most <= number && number <= most;
}

/// One value for each of many cells, as far as it is a fraction of two numbers of 64 bits, not
/// reduced, and has no marks. A cell that is another number is left to the arithmetic of single ones.
struct ManyValues {
    static constexpr std::size_t most = 256;
    static constexpr std::uint8_t no_reason = 0xFF;

    std::array<std::int64_t, most> above;
    std::array<std::int64_t, most> below;  ///< above zero
    std::array<std::int64_t, most> records;
    std::array<std::int64_t, most> missing;
    std::array<std::uint8_t, most> reason;
    std::array<std::uint8_t, most> left;

    void set(
        std::size_t cell,
        std::int64_t numerator,
        std::int64_t denominator,
        std::int64_t its_records,
        std::int64_t its_missing) {
        above[cell] = numerator;
        below[cell] = denominator;
        records[cell] = its_records;
        missing[cell] = its_missing;
        reason[cell] = no_reason;
        left[cell] = 0;
    }
    void set(std::size_t cell, const Evaluated& value) {
        const std::optional<Exact::Parts> parts =
            value.reason ? Exact::Parts{0, 1} : value.value.parts();
        const bool fits = parts && fits_64(parts->numerator) && fits_64(parts->denominator);
        above[cell] = fits ? static_cast<std::int64_t>(parts->numerator) : 0;
        below[cell] = fits ? static_cast<std::int64_t>(parts->denominator) : 1;
        records[cell] = value.records;
        missing[cell] = value.missing;
        reason[cell] = value.reason ? static_cast<std::uint8_t>(*value.reason) : no_reason;
        left[cell] = !fits || value.value.is_rounded() || !value.marks.empty();
    }
};

/// The same step as Combining, for many cells.
struct CombiningMany {
    bool last_reads_records;
    const ManyValues& first;
    const ManyValues& last;
    std::size_t cells;
    ManyValues& result;
};

}  // namespace saleskpi::inline v0_3::detail
