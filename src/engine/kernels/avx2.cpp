// SPDX-License-Identifier: MIT
// Compiled for x86-64-v3 whatever the rest is compiled for. It therefore includes nothing but
// declarations: an inline function compiled here could be linked into code for older machines.
#include "engine/kernels/kernels.hpp"

#ifdef __AVX2__

#include <immintrin.h>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::uint32_t step = 8;

/// The mask bytes of up to eight rows, those behind the end cleared.
inline __m128i mask_of(const std::uint8_t* mask, std::uint32_t rows) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask));
    if (rows >= step) return bytes;
    return _mm_and_si128(bytes, _mm_cvtsi64_si128((1LL << (8 * rows)) - 1));
}

/// All bits of a 32-bit lane where the row counts.
inline __m256i lanes_of(__m128i mask) {
    return _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_cvtepu8_epi32(mask));
}

inline std::uint64_t total_of_4(__m256i v) {
    const __m128i two = _mm_add_epi64(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(two)) +
           static_cast<std::uint64_t>(_mm_extract_epi64(two, 1));
}

/// Eight 32-bit lanes as four 64-bit sums of two.
inline __m256i widened(__m256i v) {
    const __m256i low = _mm256_and_si256(v, _mm256_set1_epi64x(0xffff'ffff));
    return _mm256_add_epi64(low, _mm256_srli_epi64(v, 32));
}

void count(const std::uint8_t* mask, Pieces pieces, std::uint32_t* counts) {
    for (std::size_t p = 0; p < pieces.size; ++p) {
        const std::uint32_t end = pieces.ends[p];
        std::uint64_t n = 0;
        for (std::uint32_t i = pieces.starts[p]; i < end; i += step) {
            const __m128i bytes = mask_of(mask + i, end - i);
            n += static_cast<std::uint64_t>(
                __builtin_popcountll(static_cast<std::uint64_t>(_mm_cvtsi128_si64(bytes))));
        }
        counts[p] = static_cast<std::uint32_t>(n);
    }
}

inline __m256i load8(const std::uint8_t* v) {
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(v)));
}
inline __m256i load8(const std::uint16_t* v) {
    return _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(v)));
}
inline __m256i load8(const std::uint32_t* v) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(v));
}

template <class Narrow>
void sum(const Narrow* values, const std::uint8_t* mask, Pieces pieces, std::uint64_t* sums) {
    for (std::size_t p = 0; p < pieces.size; ++p) {
        const std::uint32_t end = pieces.ends[p];
        __m256i all = _mm256_setzero_si256();
        for (std::uint32_t i = pieces.starts[p]; i < end; i += step) {
            const __m256i counted = lanes_of(mask_of(mask + i, end - i));
            all = _mm256_add_epi64(all, widened(_mm256_and_si256(load8(values + i), counted)));
        }
        sums[p] = total_of_4(all);
    }
}

void sum8(
    const std::uint64_t* values, const std::uint8_t* mask, Pieces pieces, std::uint64_t* sums) {
    for (std::size_t p = 0; p < pieces.size; ++p) {
        const std::uint32_t end = pieces.ends[p];
        __m256i all = _mm256_setzero_si256();
        for (std::uint32_t i = pieces.starts[p]; i < end; i += step) {
            const __m128i bytes = mask_of(mask + i, end - i);
            const auto half = [&](const std::uint64_t* v, __m128i m) {
                const __m256i counted =
                    _mm256_sub_epi64(_mm256_setzero_si256(), _mm256_cvtepu8_epi64(m));
                const __m256i four = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(v));
                all = _mm256_add_epi64(all, _mm256_and_si256(four, counted));
            };
            half(values + i, bytes);
            half(values + i + 4, _mm_srli_epi64(bytes, 32));
        }
        sums[p] = total_of_4(all);
    }
}

void sum_days(
    DayDistances days,
    const std::uint8_t* mask,
    Pieces pieces,
    std::uint64_t* sums,
    std::uint32_t* counts) {
    const __m256i none = _mm256_set1_epi32(0xffff);
    const __m256i offset = _mm256_set1_epi32(days.offset);
    // A date that is never missing is compared with what no distance of two bytes is.
    const __m256i no_a = days.a_may_miss ? none : _mm256_set1_epi32(-1);
    const __m256i no_b = days.b_may_miss ? none : _mm256_set1_epi32(-1);
    for (std::size_t p = 0; p < pieces.size; ++p) {
        const std::uint32_t end = pieces.ends[p];
        __m256i all = _mm256_setzero_si256();
        __m256i known = _mm256_setzero_si256();
        for (std::uint32_t i = pieces.starts[p]; i < end; i += step) {
            const __m256i a = load8(days.a + i);
            const __m256i b = load8(days.b + i);
            const __m256i length = _mm256_add_epi32(_mm256_sub_epi32(b, a), offset);
            const __m256i bad = _mm256_or_si256(
                _mm256_srai_epi32(length, 31),
                _mm256_or_si256(_mm256_cmpeq_epi32(a, no_a), _mm256_cmpeq_epi32(b, no_b)));
            const __m256i counted = _mm256_andnot_si256(bad, lanes_of(mask_of(mask + i, end - i)));
            all = _mm256_add_epi64(all, widened(_mm256_and_si256(length, counted)));
            known = _mm256_sub_epi32(known, counted);
        }
        sums[p] = total_of_4(all);
        counts[p] = static_cast<std::uint32_t>(total_of_4(widened(known)));
    }
}

void at_least(
    const std::uint32_t* a,
    const std::uint32_t* b,
    std::int32_t offset,
    std::size_t n,
    std::uint8_t* mask) {
    const __m256i shift = _mm256_set1_epi32(offset);
    for (std::size_t i = 0; i < n; i += step) {
        const __m256i less =
            _mm256_cmpgt_epi32(load8(b + i), _mm256_add_epi32(load8(a + i), shift));
        const __m256i holds = _mm256_andnot_si256(less, _mm256_set1_epi32(1));
        const __m128i words =
            _mm_packs_epi32(_mm256_castsi256_si128(holds), _mm256_extracti128_si256(holds, 1));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(mask + i), _mm_packus_epi16(words, words));
    }
}

constexpr Kernels eight_at_a_time{
    count, sum<std::uint8_t>, sum<std::uint16_t>, sum<std::uint32_t>, sum8, sum_days, at_least};

}  // namespace

const Kernels* const avx2_kernels = &eight_at_a_time;

}  // namespace saleskpi::inline v0_3::detail

#else

namespace saleskpi::inline v0_3::detail {

const Kernels* const avx2_kernels = nullptr;

}  // namespace saleskpi::inline v0_3::detail

#endif
