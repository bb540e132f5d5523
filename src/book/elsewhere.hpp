// SPDX-License-Identifier: MIT
#pragma once

#include "book/day_range.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Records of a book that are not in it: a database keeps them. What they add to an answer is said by who
/// derives from this: see rollup/answers_elsewhere.hpp.
class Elsewhere {
public:
    struct Table {
        std::string name;
        std::size_t records = 0;
        /// Of their dates, but for those that may lie ahead.
        std::optional<DayRange> days{};
    };

    virtual ~Elsewhere() = default;

    std::span<const Table> tables() const { return tables_; }
    const Table* find(std::string_view name) const {
        for (const Table& table : tables_)
            if (table.name == name) return &table;
        return nullptr;
    }

protected:
    std::vector<Table> tables_;
};

}  // namespace saleskpi::inline v0_3::detail
