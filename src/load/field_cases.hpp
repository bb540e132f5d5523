// SPDX-License-Identifier: MIT
#pragma once

#include "load/column_condition.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The cases of a field, over the columns of a file.
class FieldCases {
public:
    /// Throws Error invalid_mapping for a condition that is none.
    FieldCases(
        const std::vector<FieldCase>& cases, const TableMapping& mapping, WantedColumns& wanted);

    /// The value of the first case that holds, perhaps empty; no value if none does.
    std::optional<Cell> find(const WantedColumns& wanted, std::span<const Cell> cells) const;
    /// Whether one of them asks the column, or takes its value.
    bool needs(std::size_t column) const;

private:
    struct Where {
        const RowCondition* condition;
        std::size_t column;
    };
    struct Case {
        std::optional<ColumnCondition> when;
        std::vector<Where> where;
        const std::string* is = nullptr;
        std::vector<std::size_t> cells;
    };

    std::vector<Case> cases_;
};

}  // namespace saleskpi::inline v0_3::detail
