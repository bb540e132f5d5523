// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Findings of one kind in one field of a table.
struct FindingGroup {
    std::string table;
    std::string field;  ///< empty where it is the whole record
    FindingKind kind = FindingKind::invalid;
    bool rejected = true;
    std::size_t count = 0;
    std::vector<Finding> examples;  ///< the first of each reason, then others

    bool operator==(const FindingGroup&) const = default;
};

/// The findings by table, field, kind and whether the record was rejected, in that order, with at most
/// so many examples of each.
std::vector<FindingGroup> grouped(std::span<const Finding> findings, std::size_t examples = 3);

}  // namespace saleskpi::inline v0_3
