// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A hash for tables of short texts, after wyhash: eight bytes at a time, mixed by the two halves of
/// a 128-bit product. It differs between machines of different byte order: what is kept or sent has
/// a name_hash.
inline std::uint64_t text_hash(std::string_view text) noexcept {
    constexpr std::uint64_t odd = 0xa0761d6478bd642fULL;
    constexpr std::uint64_t other = 0xe7037ed1a0b428dbULL;
    const auto mix = [](std::uint64_t a, std::uint64_t b) {
        const uint128 product = uint128{a} * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    };
    const auto load = [](const char* from, std::size_t n) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, n);
        return word;
    };
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = mix(text.size() ^ odd, other);
    for (; left > 16; at += 16, left -= 16)
        hash = mix(load(at, 8) ^ odd, load(at + 8, 8) ^ hash);
    // The last words overlap instead of being padded, so that every load has a fixed size.
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    if (left >= 8) {
        first = load(at, 8);
        last = load(at + left - 8, 8);
    } else if (left >= 4) {
        first = load(at, 4);
        last = load(at + left - 4, 4);
    } else if (left > 0) {
        first = load(at, 1) << 16U | load(at + left / 2, 1) << 8U | load(at + left - 1, 1);
    }
    return mix(first ^ odd, last ^ hash);
}

}  // namespace saleskpi::inline v0_3::detail
