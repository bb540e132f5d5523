// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Where texts end that stand one behind the other: four bytes for each, since of a block of them only the
/// begin needs eight.
class TextEnds {
public:
    std::size_t size() const { return in_block_.size(); }
    bool empty() const { return in_block_.empty(); }
    std::uint64_t operator[](std::size_t row) const {
        return begins_[row / block] + in_block_[row];
    }
    /// Where the text of a row begins.
    std::uint64_t begin_of(std::size_t row) const { return row == 0 ? 0 : (*this)[row - 1]; }
    std::uint64_t back() const { return begin_of(size()); }

    /// Throws Error overflow for texts of several gigabytes in one block.
    void push_back(std::uint64_t end) {
        if (size() % block == 0) begins_.push_back(back());
        const std::uint64_t distance = end - begins_.back();
        if (distance > (std::numeric_limits<std::uint32_t>::max)())
            throw Error{ErrorCode::overflow, "ids of a thousand records exceed 4 gigabytes"};
        in_block_.push_back(static_cast<std::uint32_t>(distance));
    }
    /// New rows have no text.
    void resize(std::size_t rows) {
        if (rows < size()) {
            in_block_.resize(rows);
            begins_.resize((rows + block - 1) / block);
        }
        for (const std::uint64_t end = back(); size() < rows;)
            push_back(end);
    }
    void reserve(std::size_t rows) {
        if (rows > in_block_.capacity())
            in_block_.reserve((std::max)(rows, 2 * in_block_.capacity()));
    }
    void clear() { resize(0); }
    std::size_t bytes() const {
        return in_block_.size() * sizeof(std::uint32_t) + begins_.size() * sizeof(std::uint64_t);
    }
    /// Fetches from memory what operator[] will read.
    void prefetch(std::size_t row) const { __builtin_prefetch(&in_block_[row]); }
    void swap(TextEnds& other) noexcept {
        in_block_.swap(other.in_block_);
        begins_.swap(other.begins_);
    }

private:
    static constexpr std::size_t block = 1024;
    std::vector<std::uint32_t> in_block_;
    std::vector<std::uint64_t> begins_;
};

}  // namespace saleskpi::inline v0_3::detail
