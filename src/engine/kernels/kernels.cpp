// SPDX-License-Identifier: MIT
#include "engine/kernels/kernels.hpp"

#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

void count(const std::uint8_t* mask, Pieces pieces, std::uint32_t* counts) {
    for (std::size_t p = 0; p < pieces.size; ++p) {
        std::uint32_t n = 0;
        for (std::uint32_t i = pieces.starts[p]; i < pieces.ends[p]; ++i)
            n += mask[i];
        counts[p] = n;
    }
}

template <class Narrow>
void sum(const Narrow* values, const std::uint8_t* mask, Pieces pieces, std::uint64_t* sums) {
    for (std::size_t p = 0; p < pieces.size; ++p) {
        std::uint64_t all = 0;
        for (std::uint32_t i = pieces.starts[p]; i < pieces.ends[p]; ++i)
            all += values[i] & (std::uint64_t{0} - mask[i]);
        sums[p] = all;
    }
}

void sum_days(
    DayDistances days,
    const std::uint8_t* mask,
    Pieces pieces,
    std::uint64_t* sums,
    std::uint32_t* counts) {
    constexpr auto none = (std::numeric_limits<std::uint16_t>::max)();
    for (std::size_t p = 0; p < pieces.size; ++p) {
        sums[p] = 0;
        counts[p] = 0;
        for (std::uint32_t i = pieces.starts[p]; i < pieces.ends[p]; ++i) {
            const std::int32_t length = days.b[i] - days.a[i] + days.offset;
            const bool is_known =
                !(days.a_may_miss && days.a[i] == none) && !(days.b_may_miss && days.b[i] == none);
            if (!mask[i] || !is_known || length < 0) continue;
            sums[p] += static_cast<std::uint64_t>(length);
            ++counts[p];
        }
    }
}

void at_least(
    const std::uint32_t* a,
    const std::uint32_t* b,
    std::int32_t offset,
    std::size_t n,
    std::uint8_t* mask) {
    for (std::size_t i = 0; i < n; ++i)
        mask[i] =
            static_cast<std::int32_t>(a[i]) + offset >= static_cast<std::int32_t>(b[i]) ? 1 : 0;
}

}  // namespace

const Kernels plain_kernels{
    count,    sum<std::uint8_t>, sum<std::uint16_t>, sum<std::uint32_t>, sum<std::uint64_t>,
    sum_days, at_least};

const Kernels& kernels() {
#if defined(__x86_64__)
    if (avx2_kernels && __builtin_cpu_supports("avx2")) return *avx2_kernels;
#endif
    return plain_kernels;
}

}  // namespace saleskpi::inline v0_3::detail
