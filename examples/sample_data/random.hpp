// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sample {

/// splitmix64 and a mapping of our own: the distributions of <random> differ between libraries,
/// and the bundled files must come out the same, byte for byte, everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}

    /// 0 .. n-1.
    int below(int n) {
        const std::uint64_t high = next() >> 32;
        return static_cast<int>(high * static_cast<std::uint64_t>(n) >> 32);
    }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }

    /// Mostly small, now and then large, at most `most`.
    int skewed(int most) { return most * below(100) * below(100) * below(100) / 1'000'000; }

    template <class Range>
    const auto& pick(const Range& range) {
        return range[static_cast<std::size_t>(below(static_cast<int>(range.size())))];
    }
    /// An index, each as likely as its weight says.
    std::size_t weighted(std::span<const int> weights) {
        int sum = 0;
        for (const int weight : weights)
            sum += weight;
        int left = below(sum);
        std::size_t i = 0;
        while (left >= weights[i])
            left -= weights[i++];
        return i;
    }

private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    std::uint64_t state_;
};

}  // namespace sample
