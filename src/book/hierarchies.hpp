// SPDX-License-Identifier: MIT
#pragma once

#include "book/copy_on_write.hpp"
#include "book/seating.hpp"

#include <saleskpi/book/hierarchy.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The hierarchies of a book, and what their levels are called.
namespace saleskpi::inline v0_3::detail {

/// The one that a book begins with. Assignments tell who stands where in it.
const Hierarchy& first_hierarchy();

/// A book's hierarchies with another one, or with more levels for the first. Throws Error
/// invalid_argument for one that cannot be.
std::vector<Hierarchy> with_hierarchy(std::vector<Hierarchy> all, const Hierarchy& added);

/// First that of reps, then one for each other innermost level.
using Seatings = std::vector<CopyOnWrite<Seating>>;
/// Those of hierarchies, without members.
Seatings seatings_of(const std::vector<Hierarchy>& hierarchies);

/// Whether the library's records have a text or a choice of that name, or of that domain.
bool is_of_library_records(std::string_view name);

/// A hierarchy among those of its seating.
struct HierarchyPlace {
    std::size_t seating;
    std::size_t hierarchy;
    std::size_t first_level;  ///< of the seating's
};
HierarchyPlace place_of(
    const std::vector<Hierarchy>& hierarchies, const Seatings& seatings, std::size_t hierarchy);

/// A dimension that is a level of a hierarchy, or of what seats tell; without a level it is the
/// innermost one of reps.
struct LevelPlace {
    std::size_t seating;
    std::optional<std::size_t> level;
};

/// None if it is no level: also the innermost level of other hierarchies is what records say. Throws
/// Error unknown_dimension for a name that several hierarchies have.
std::optional<LevelPlace> level_place(
    const std::vector<Hierarchy>& hierarchies,
    const Seatings& seatings,
    std::string_view dimension);

/// The name of an innermost level without that of its hierarchy: "product" of "lines.product".
std::string_view without_hierarchy(
    const std::vector<Hierarchy>& hierarchies, std::string_view dimension);

/// What a level is called as a dimension: with its hierarchy's name only where another has such a level.
std::string dimension_name(
    const std::vector<Hierarchy>& hierarchies, std::size_t hierarchy, std::size_t level);

}  // namespace saleskpi::inline v0_3::detail
