// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <cstddef>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A field of the records and the number of its column.
struct FieldTarget {
    const FieldInfo* field;
    std::size_t column;
};

/// The fields in parts that can be read at the same time, of about the same effort: what shares a
/// dictionary is in one part, and so is all money, which may tell the currency of the table.
std::vector<std::vector<FieldTarget>> field_parts(
    const std::vector<FieldTarget>& targets,
    const std::vector<RawColumn>& columns,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
