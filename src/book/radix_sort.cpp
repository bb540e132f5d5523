// SPDX-License-Identifier: MIT
#include "book/radix_sort.hpp"

#include "book/threads.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

/// As many buckets as can be filled at a time without the lines being written falling out of the
/// nearest caches.
constexpr unsigned most_bits = 11;

/// Below this a thread costs more than it saves.
constexpr std::size_t entries_worth_a_thread = 1 << 16;

/// One pass: by the bits [shift, shift + bits) of what is sorted by. Each part first counts its own, so
/// that all parts can then write at once, each to its own places.
class Pass {
public:
    Pass(std::size_t n, std::size_t parts, unsigned shift, unsigned bits)
        : n_{n},
          parts_{parts},
          shift_{shift},
          mask_{(std::uint64_t{1} << bits) - 1},
          places_(parts << bits) {}

    template <class Entry, class KeyOf>
    void run(const Entry* from, Entry* to, unsigned threads, const KeyOf& key_of_entry) {
        const auto bucket = [&](Entry entry) { return key_of_entry(entry) >> shift_ & mask_; };
        in_parallel(threads, parts_, [&](std::size_t part) {
            std::size_t* count = places_of(part);
            for (std::size_t i = first(part); i < first(part + 1); ++i)
                ++count[bucket(from[i])];
        });
        std::size_t place = 0;
        for (std::size_t b = 0; b <= mask_; ++b)
            for (std::size_t part = 0; part < parts_; ++part) {
                std::size_t& count = places_of(part)[b];
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
    std::size_t* places_of(std::size_t part) { return places_.data() + part * (mask_ + 1); }

    std::size_t n_;
    std::size_t parts_;
    unsigned shift_;
    std::uint64_t mask_;
    std::vector<std::size_t> places_;
};

/// Sorts by the bits of keys that differ, [low, low + bits), from the lowest on.
template <class Entry, class KeyOf>
void sort_by_bits(
    std::vector<Entry>& entries,
    unsigned low,
    unsigned bits,
    unsigned threads,
    const KeyOf& key_of_entry) {
    const unsigned passes = (bits + most_bits - 1) / most_bits;
    const unsigned bits_per_pass = (bits + passes - 1) / passes;
    const std::size_t parts =
        std::clamp<std::size_t>(entries.size() / entries_worth_a_thread, 1, threads_for(threads));
    std::vector<Entry> other(entries.size());
    for (unsigned pass = 0; pass < passes; ++pass) {
        Pass{entries.size(), parts, low + pass * bits_per_pass, bits_per_pass}.run(
            entries.data(), other.data(), threads, key_of_entry);
        entries.swap(other);
    }
}

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
    constexpr unsigned key_at = 32;
    sort_by_bits(entries, key_at + low, bits, threads, [](std::uint64_t entry) { return entry; });
}

void sort_rows(
    std::vector<std::uint32_t>& rows,
    std::span<const std::int32_t> values,
    std::int32_t missing,
    unsigned threads) {
    std::int32_t least = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t greatest = (std::numeric_limits<std::int32_t>::min)();
    bool any_missing = values.size() < rows.size();
    for (const std::int32_t value : values) {
        if (value == missing) {
            any_missing = true;
            continue;
        }
        least = (std::min)(least, value);
        greatest = (std::max)(greatest, value);
    }
    if (least > greatest || (least == greatest && !any_missing)) return;
    const std::uint64_t keys = static_cast<std::uint64_t>(std::int64_t{greatest} - least) + 1;
    sort_by_bits(
        rows, 0, static_cast<unsigned>(std::bit_width(keys)), threads, [&](std::uint32_t row) {
            const std::int32_t value = row < values.size() ? values[row] : missing;
            return value == missing ? std::uint64_t{0}
                                    : static_cast<std::uint64_t>(std::int64_t{value} - least) + 1;
        });
}

}  // namespace saleskpi::inline v0_3::detail
