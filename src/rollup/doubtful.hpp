// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "engine/inside_groups.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/mark.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct PartialData;

/// So many records that a leaf lacks and that would count in it, or may, in some groups and days.
struct Doubtful {
    /// A member of each axis, or Cut::any_member.
    std::vector<std::vector<std::uint32_t>> groups;
    /// The group in which they do count, as nobody knows in which they belong; else none. What has it lacks
    /// none of them.
    std::vector<std::uint32_t> counted_in;
    std::int32_t first;  ///< the days in which they may count: [first, until)
    std::int32_t until;
    std::uint32_t undated = 0;
    std::uint32_t unread = 0;
    /// The numbers of the answer's groups that are meant, in order.
    std::vector<std::uint32_t> in{};
    std::vector<std::uint32_t> counted{};  ///< the numbers of those in which they count
};

/// Those of one leaf.
struct DoubtfulOfLeaf {
    std::vector<Doubtful> all{};
    std::vector<std::vector<std::uint32_t>> of_group{};  ///< by a group's number, theirs among all

    bool empty() const { return all.empty(); }
};

/// Finds those of all leaves, once the answer has its groups.
void note_doubtful(
    PartialData& data, const BookData& book, const Cut& cut, const InsideGroups* inside);

/// Finds the groups they are in, among others than before.
void place_doubtful(PartialData& data);

/// The mark of a leaf's value over some of the groups, ascending, in some days.
Marks marks_of(
    const DoubtfulOfLeaf& doubtful,
    const Leaf& leaf,
    std::span<const std::uint32_t> groups,
    const Window& days);

/// Those of a part, with the numbers that members have in the whole.
void add_doubtful(PartialData& into, const PartialData& from, std::size_t leaf);

}  // namespace saleskpi::inline v0_3::detail
