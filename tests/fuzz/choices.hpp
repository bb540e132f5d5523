// SPDX-License-Identifier: MIT
#pragma once

#include "fuzz/targets.hpp"

#include <cstddef>
#include <vector>

namespace fuzz {

/// Makes choices of bytes, one after the other; where none are left, the first of all.
class Choices {
public:
    explicit Choices(Bytes bytes) : bytes_{bytes} {}

    bool is_over() const { return at_ >= bytes_.size(); }
    std::uint8_t byte() { return is_over() ? std::uint8_t{0} : bytes_[at_++]; }
    /// From `least` to `greatest`, which may be 65,535 apart.
    std::int64_t between(std::int64_t least, std::int64_t greatest) {
        const auto all = static_cast<std::uint64_t>(greatest - least) + 1;
        std::uint64_t number = byte();
        if (all > 256) number = number << 8 | byte();
        return least + static_cast<std::int64_t>(number % all);
    }
    bool flag() { return (byte() & 1) != 0; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(all.size()) - 1))];
    }

private:
    Bytes bytes_;
    std::size_t at_ = 0;
};

}  // namespace fuzz
