// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"

#include <saleskpi/rollup/table.hpp>

namespace saleskpi {

/// Writes the table of an answer: groups of every level that was asked for, in order, by period.
class TableWriter {
public:
    static Table write(const detail::PartialData& data);
};

namespace detail {

/// The finest groups that make up a group, ascending; the group as the table names it.
std::vector<std::uint32_t> members_of(
    const PartialData& data, std::span<const std::string_view> group);

}  // namespace detail

}  // namespace saleskpi
