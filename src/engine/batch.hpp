// SPDX-License-Identifier: MIT
#pragma once

#include "engine/facts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::detail {

/// A run of rows with the columns a scan needs, unpacked and side by side in the first-level cache.
class Batch {
public:
    static constexpr std::size_t capacity = 2048;

    /// Asks for a column, and gives the number under which it can be read after load().
    std::size_t need(const Facts& facts, int column) {
        const FieldType type = facts.type(column);
        const bool is_small =
            type == FieldType::text || type == FieldType::choice || type == FieldType::date;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].column == column) return i;
        columns_.push_back({column, is_small, {}, {}});
        if (is_small)
            columns_.back().small.resize(capacity);
        else
            columns_.back().numbers.resize(capacity);
        return columns_.size() - 1;
    }

    void load(const Facts& facts, std::size_t first, std::size_t n) {
        first_ = first;
        size_ = n;
        for (Loaded& c : columns_)
            if (c.is_small)
                facts.read(c.column, first, n, c.small.data());
            else
                facts.read(c.column, first, n, c.numbers.data());
    }

    std::size_t first() const { return first_; }
    std::size_t size() const { return size_; }
    bool is_small(std::size_t slot) const { return columns_[slot].is_small; }
    const std::int32_t* small(std::size_t slot) const { return columns_[slot].small.data(); }
    const std::int64_t* numbers(std::size_t slot) const { return columns_[slot].numbers.data(); }

private:
    struct Loaded {
        int column;
        bool is_small;
        std::vector<std::int32_t> small;
        std::vector<std::int64_t> numbers;
    };
    std::vector<Loaded> columns_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace saleskpi::detail
