// SPDX-License-Identifier: MIT
#pragma once

#include "book/text_ends.hpp"
#include "value/short_text.hpp"

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The packed values of a column, for loops that work on distances: value = least + distance. The
/// widest distance stands for a missing value if `may_miss`. Readable for `slack` bytes behind the
/// last one.
struct NarrowValues {
    const std::byte* data = nullptr;
    unsigned width = 0;  ///< bytes per distance; 0 where all values are equal, or all are missing
    std::int64_t least = 0;
    std::int64_t greatest = 0;
    bool may_miss = false;

    static constexpr std::size_t slack = 64;
};

/// Integers of one column, each as narrow as their range allows: distances from the least in 0, 1,
/// 2, 4 or 8 bytes. The widest distance stands for a missing value, if there are any.
class Column {
public:
    Column() = default;

    /// Packs values in the given order; `missing` is the value that stands for none.
    template <class Int>
    static Column pack(
        std::span<const Int> values, std::span<const std::uint32_t> order, Int missing);
    /// The same where `rows` are those of `order` as they lie in memory: the range of their values
    /// is found in that order, without a jump from row to row.
    template <class Int>
    static Column pack(
        std::span<const Int> values,
        std::span<const std::uint32_t> rows,
        std::span<const std::uint32_t> order,
        Int missing);

    /// A column without any value.
    static Column none(std::size_t rows) {
        Column column;
        column.size_ = rows;
        return column;
    }

    std::size_t size() const noexcept { return size_; }
    /// What the values take.
    std::size_t bytes() const noexcept { return size_ * width_; }
    NarrowValues narrow() const noexcept {
        return {data_.data(), width_, least_, greatest_, known_ < size_};
    }
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
    template <class Int>
    void measure(std::span<const Int> values, std::span<const std::uint32_t> rows, Int missing);
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
        std::span<const char> bytes, const TextEnds& ends, std::span<const std::uint32_t> order);
    /// Packs text_at(0), ..., text_at(rows - 1).
    template <class TextAt>
    static TextColumn pack(std::size_t rows, const TextAt& text_at) {
        std::size_t bytes = 0;
        for (std::size_t row = 0; row < rows; ++row)
            bytes += text_at(row).size();
        return pack(rows, bytes, text_at);
    }

    std::size_t size() const noexcept { return size_; }
    std::size_t bytes() const noexcept {
        return text_.size() + ends_.size() * sizeof(std::uint32_t) + blocks_.size() * 8;
    }
    std::string_view operator[](std::size_t row) const noexcept;

private:
    /// The same of texts that have so many bytes in all.
    template <class TextAt>
    static TextColumn pack(std::size_t rows, std::size_t bytes, const TextAt& text_at);
    std::uint64_t end(std::size_t row) const noexcept { return blocks_[row / block] + ends_[row]; }

    static constexpr std::size_t block = 1 << 16;
    std::vector<char> text_;
    std::vector<std::uint32_t> ends_;    // within a block of rows, so that 4 bytes are enough
    std::vector<std::uint64_t> blocks_;  // where each block begins
    std::size_t size_ = 0;
};

template <class TextAt>
TextColumn TextColumn::pack(std::size_t rows, std::size_t bytes, const TextAt& text_at) {
    TextColumn column;
    column.size_ = rows;
    column.text_.resize(bytes);
    column.ends_.reserve(rows);
    char* const begin = column.text_.data();
    char* end = begin;
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % block == 0) column.blocks_.push_back(static_cast<std::uint64_t>(end - begin));
        const std::string_view text = text_at(row);
        end = copy_text(text, end);
        column.ends_.push_back(static_cast<std::uint32_t>(
            static_cast<std::uint64_t>(end - begin) - column.blocks_.back()));
    }
    return column;
}

}  // namespace saleskpi::inline v0_3::detail
