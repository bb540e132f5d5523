// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// "=" or "!=", "<" and so on of a comparison.
std::string_view symbol(Test::Op op);

/// "deals.amount".
std::string column_text(const ColumnRef& column);

/// How columns on the left are called.
enum class Columns : std::uint8_t {
    of_one_table,  ///< "amount"
    with_tables    ///< "deals.amount"; of a dimension, which has no table, its name alone
};

/// A condition in postfix order as "stage = won and (channel = web or amount >= deals.list)".
/// A column on the left is of the condition's own table and needs no table's name; on the right
/// the name tells a column from a text.
std::string condition_text(std::span<const Test> tests, Columns columns = Columns::of_one_table);

}  // namespace saleskpi::inline v0_3::detail
