// SPDX-License-Identifier: MIT
#include "book/radix_sort.hpp"

#include "book/threads.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

/// As many buckets as can be filled at a time without the lines being written falling out of the
/// nearest caches.
constexpr unsigned most_bits = 11;

/// Below this a thread costs more than it saves.
constexpr std::size_t entries_worth_a_thread = 1 << 16;

/// One pass: by the bits [shift, shift + bits) of the entries. Each part of the entries first
/// counts its own, so that all parts can then write at once, each to its own places.
class Pass {
public:
    Pass(std::size_t n, std::size_t parts, unsigned shift, unsigned bits)
        : n_{n},
          parts_{parts},
          shift_{shift},
          mask_{(std::uint64_t{1} << bits) - 1},
          places_(parts << bits) {}

    void run(const std::uint64_t* from, std::uint64_t* to, unsigned threads) {
        in_parallel(threads, parts_, [&](std::size_t part) {
            std::size_t* count = places_of(part);
            for (std::size_t i = first(part); i < first(part + 1); ++i)
                ++count[bucket(from[i])];
        });
        std::size_t place = 0;
        for (std::size_t bucket = 0; bucket <= mask_; ++bucket)
            for (std::size_t part = 0; part < parts_; ++part) {
                std::size_t& count = places_of(part)[bucket];
                place += count;
                count = place - count;
            }
        in_parallel(threads, parts_, [&](std::size_t part) {
            std::size_t* next = places_of(part);
            for (std::size_t i = first(part); i < first(part + 1); ++i)
                to[next[bucket(from[i])]++] = from[i];
        });
    }

private:
    std::size_t first(std::size_t part) const { return n_ * part / parts_; }
    std::size_t bucket(std::uint64_t entry) const { return entry >> shift_ & mask_; }
    std::size_t* places_of(std::size_t part) { return places_.data() + part * (mask_ + 1); }

    std::size_t n_;
    std::size_t parts_;
    unsigned shift_;
    std::uint64_t mask_;
    std::vector<std::size_t> places_;
};

}  // namespace

void radix_sort(std::vector<std::uint64_t>& entries, unsigned threads) {
    if (entries.empty()) return;
    std::uint64_t differing = 0;
    for (const std::uint64_t entry : entries)
        differing |= entry ^ entries.front();
    const std::uint32_t keys = key_of(differing);
    if (keys == 0) return;
    const auto low = static_cast<unsigned>(std::countr_zero(keys));
    const auto bits = static_cast<unsigned>(std::bit_width(keys)) - low;
    const unsigned passes = (bits + most_bits - 1) / most_bits;
    const unsigned bits_per_pass = (bits + passes - 1) / passes;
    const std::size_t parts =
        std::clamp<std::size_t>(entries.size() / entries_worth_a_thread, 1, threads_for(threads));

    std::vector<std::uint64_t> other(entries.size());
    for (unsigned pass = 0; pass < passes; ++pass) {
        const unsigned shift = 32 + low + pass * bits_per_pass;
        Pass{entries.size(), parts, shift, bits_per_pass}.run(
            entries.data(), other.data(), threads);
        entries.swap(other);
    }
}

}  // namespace saleskpi::inline v0_3::detail
