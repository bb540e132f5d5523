// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Levels that results are rolled up by, from the outermost to the innermost:
/// `{"territory", {"country", "area", "geography"}}`. The innermost is a field of records, `rep`,
/// `product` or `geography`; who belongs to whom in the others is said, day by day, by memberships.
/// Each level is a dimension: "country", or "territory.country" where another hierarchy has one too.
struct Hierarchy {
    std::string name;
    std::vector<std::string> levels;

    bool operator==(const Hierarchy&) const = default;
};

}  // namespace saleskpi::inline v0_3
