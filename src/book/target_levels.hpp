// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The column of targets that tells, in a book of several hierarchies, to which of them a target
/// belongs: the name of one, that of an innermost level, or nothing for one of the company.
inline constexpr std::string_view target_hierarchy = "hierarchy";

/// Puts whom targets are for, where they say it by level and member, into a column of each level.
void move_members(RawTable& targets, const BookData& book);

/// The columns in which targets name levels.
std::vector<std::string> level_fields(const BookData& book);

/// Where a book has several hierarchies: of targets that name levels of one its name; else the innermost
/// level that is named.
void note_hierarchy(RawTable& targets, const BookData& book);

/// At which levels the targets of a report are, from the outermost, and whose they are.
struct TargetLevels {
    std::vector<std::string> levels;
    std::vector<std::string>
        of;  ///< values of that column; empty if all targets are of one hierarchy
};

/// Those of the first dimension that is a level, or else of the book's first hierarchy.
TargetLevels target_levels(const BookData& book, const std::vector<std::string>& dimensions);

}  // namespace saleskpi::inline v0_3::detail
