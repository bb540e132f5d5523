// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace saleskpi::inline v0_3::detail {

/// The cell of a value that is missing.
template <class Cell>
Cell missing_of(FieldType type) {
    if constexpr (std::is_same_v<Cell, std::int32_t>)
        return type == FieldType::date ? missing_day : missing_code;
    else if constexpr (std::is_same_v<Cell, std::int64_t>)
        return missing_number;
    else if constexpr (std::is_same_v<Cell, Money>)
        return Money{missing_number, Currency{}};
    else
        return {};
}

/// Reads a field of some records. A value that no cell can hold, and a choice without a name, are
/// missing; refuse(number of the record, cell) is told of them.
template <class Cell, class Refuse>
void read_cells(
    const FieldInfo& field, std::span<const void* const> records, Cell* cells, Refuse refuse) {
    const bool is_choice = field.type == FieldType::choice;
    const auto is_good = [&](const Cell& cell) {
        if constexpr (std::is_same_v<Cell, std::int32_t>)
            return !is_choice || cell < static_cast<std::int64_t>(field.choices.size());
        else
            return true;
    };
    const std::size_t n = records.size();
    if (field.read(records.data(), n, cells) &&
        (!is_choice || std::all_of(cells, cells + n, is_good)))
        return;
    for (std::size_t i = 0; i < n; ++i) {
        Cell cell{};
        if (field.read(&records[i], 1, &cell) && is_good(cell)) continue;
        refuse(i, cell);
        cells[i] = missing_of<Cell>(field.type);
    }
}

}  // namespace saleskpi::inline v0_3::detail
