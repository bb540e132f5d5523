// SPDX-License-Identifier: MIT
#include "book/memberships.hpp"
#include "book/stages/build_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::look_ups, made::names, made::targets};
constexpr std::array makes{made::seats};

/// Throws Error invalid_argument for a hierarchy that ends with what no record can name.
void check_innermost(const BookDraft& draft) {
    const auto is_named = [&](const std::string& name) {
        const auto has = [&](const auto& columns) {
            return std::any_of(columns.begin(), columns.end(), [&](const auto& column) {
                return column.domain == name;
            });
        };
        for (const RawTable& table : draft.tables)
            if (has(table.columns())) return true;
        for (const auto& table : draft.data->tables)
            if (has(table->plain.columns)) return true;
        return is_of_library_records(name);
    };
    for (const Hierarchy& hierarchy : draft.data->hierarchies)
        if (!is_named(hierarchy.levels.back()))
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "hierarchy '{}' ends with the level '{}', which no record names",
                    hierarchy.name, hierarchy.levels.back())};
}

void run(BookDraft& draft) {
    BookData& book = *draft.data;
    check_innermost(draft);
    seat_members(draft.find("assignments"), draft.find("memberships"), book);
    for (RawTable& table : draft.tables)
        seat_others(table, book);
    if (draft.seats_anew)
        for (const TablePart& part : book.tables)
            seat_others(part, book);
}

}  // namespace

/// Names come before: an assignment that is rejected here still names its rep.
BuildStage seating_stage() {
    return {
        "seating", reads, makes, &run,
        "All assignments and memberships are sorted anew if some are added; Error incompatible if "
        "an added one would take days from one of the book."};
}

}  // namespace saleskpi::inline v0_3::detail
