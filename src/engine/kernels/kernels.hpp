// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// Consecutive runs of a batch's rows: piece p is the rows [starts[p], ends[p]).
struct Pieces {
    const std::uint32_t* starts;
    const std::uint32_t* ends;
    std::size_t size;
};

/// Days between two dates, each given as a distance: value = (b - a) + offset, if not negative.
struct DayDistances {
    const std::uint16_t* a;
    const std::uint16_t* b;
    std::int32_t offset;
    bool a_may_miss;  ///< then the widest distance stands for a missing date
    bool b_may_miss;
};

/// The inner loops over a batch of a narrow column. A mask has a byte per row, 1 where it counts.
/// Values are distances from the column's least value; a sum over a batch fits its result.
/// Every set gives the same results bit for bit; columns and masks are readable for
/// `readable_beyond` bytes behind their last row, so that a loop may take several rows at a time.
struct Kernels {
    static constexpr std::size_t readable_beyond = 64;

    /// For each piece, the number of rows that count.
    void (*count)(const std::uint8_t* mask, Pieces pieces, std::uint32_t* counts);

    /// For each piece, the sum of the rows that count; by bytes per value.
    void (*sum1)(const std::uint8_t*, const std::uint8_t* mask, Pieces, std::uint64_t* sums);
    void (*sum2)(const std::uint16_t*, const std::uint8_t* mask, Pieces, std::uint64_t* sums);
    void (*sum4)(const std::uint32_t*, const std::uint8_t* mask, Pieces, std::uint64_t* sums);
    void (*sum8)(const std::uint64_t*, const std::uint8_t* mask, Pieces, std::uint64_t* sums);

    /// For each piece, the days of the rows that count and have both dates in order, and how many.
    void (*sum_days)(
        DayDistances, const std::uint8_t* mask, Pieces, std::uint64_t* sums, std::uint32_t* counts);

    /// mask = a + offset >= b, both below 2^30 in size, row by row.
    void (*at_least)(
        const std::uint32_t* a,
        const std::uint32_t* b,
        std::int32_t offset,
        std::size_t n,
        std::uint8_t* mask);
};

/// The fastest set that this machine runs.
const Kernels& kernels();

/// One row after the other, for every machine: what the others are compared with.
extern const Kernels plain_kernels;

/// Eight rows at a time, on x86-64-v3 (AVX2); null where the library was built for other processors.
extern const Kernels* const avx2_kernels;

}  // namespace saleskpi::inline v0_3::detail
