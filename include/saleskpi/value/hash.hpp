// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

inline constexpr std::uint64_t hash_seed = 0xcbf29ce484222325u;

constexpr std::uint64_t hashed(std::uint64_t hash, std::uint64_t next) {
    return (hash ^ next) * 0x100000001b3u;
}

/// FNV-1a of a text's bytes: short, and the same everywhere, so it may be kept and sent. Compilers
/// compute it once for each name. For tables of millions of texts there is book/text_hash.hpp.
constexpr std::uint64_t name_hash(std::string_view text) {
    std::uint64_t hash = hash_seed;
    for (const char c : text)
        hash = hashed(hash, static_cast<unsigned char>(c));
    return hash;
}

}  // namespace saleskpi::inline v0_3::detail
