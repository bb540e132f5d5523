// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::detail {

/// Integers of one column, each as narrow as their range allows: distances from the least in 0, 1,
/// 2, 4 or 8 bytes. The widest distance stands for a missing value, if there are any.
class Column {
public:
    Column() = default;

    /// Packs values in the given order; `missing` is the value that stands for none.
    template <class Int>
    static Column pack(
        std::span<const Int> values, std::span<const std::uint32_t> order, Int missing);

    std::size_t size() const noexcept { return size_; }
    std::size_t bytes() const noexcept { return data_.size(); }
    bool all_missing() const noexcept { return known_ == 0; }
    std::size_t known() const noexcept { return known_; }
    /// The range of the known values.
    std::int64_t least() const noexcept { return least_; }
    std::int64_t greatest() const noexcept { return greatest_; }

    /// Unpacks n values from `first` on; missing ones become missing_number.
    void read(std::size_t first, std::size_t n, std::int64_t* out) const;
    /// The same for codes and days: missing ones become `missing`.
    void read(std::size_t first, std::size_t n, std::int32_t* out, std::int32_t missing) const;

private:
    template <class Narrow, class Wide>
    void unpack(std::size_t first, std::size_t n, Wide* out, Wide missing) const;

    std::vector<std::byte> data_;
    std::size_t size_ = 0;
    std::size_t known_ = 0;
    std::int64_t least_ = 0;
    std::int64_t greatest_ = 0;
    unsigned width_ = 0;
};

/// Texts that are kept only to be shown: the ids of records.
class TextColumn {
public:
    static TextColumn pack(
        std::span<const char> bytes,
        std::span<const std::uint64_t> ends,
        std::span<const std::uint32_t> order);

    std::size_t size() const noexcept { return size_; }
    std::size_t bytes() const noexcept {
        return text_.size() + ends_.size() * sizeof(std::uint32_t) + blocks_.size() * 8;
    }
    std::string_view operator[](std::size_t row) const noexcept;

private:
    std::uint64_t end(std::size_t row) const noexcept { return blocks_[row / block] + ends_[row]; }

    static constexpr std::size_t block = 1 << 16;
    std::vector<char> text_;
    std::vector<std::uint32_t> ends_;    // within a block of rows, so that 4 bytes are enough
    std::vector<std::uint64_t> blocks_;  // where each block begins
    std::size_t size_ = 0;
};

}  // namespace saleskpi::detail
