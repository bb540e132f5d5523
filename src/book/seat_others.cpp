// SPDX-License-Identifier: MIT
#include "book/memberships.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Admits what the rows of a table say that name no member of a seating's innermost level. `column_of`
/// finds a column of names, `code_in` reads one.
template <class Column, class CodeIn, class IsOut>
void admit_named(
    CopyOnWrite<Seating>& seating,
    const std::vector<const Column*>& columns,
    const Column* member,
    std::size_t rows,
    const CodeIn& code_in,
    const IsOut& is_out) {
    if (std::all_of(columns.begin(), columns.end(), [](const auto* c) { return !c; })) return;
    LevelCodes last;
    for (std::size_t row = 0; row < rows; ++row) {
        if (is_out(row) || (member && code_in(*member, row) != missing_code)) continue;
        LevelCodes named;
        for (const Column* column : columns)
            named.push_back(column ? code_in(*column, row) : missing_code);
        if (named == last) continue;
        if (std::any_of(named.begin(), named.end(), [](std::int32_t c) { return c >= 0; }) &&
            !seating->has(named))
            seating.edit().admit(named);
        last = std::move(named);
    }
}

template <class Column, class Find>
std::vector<const Column*> level_columns(const Seating& seating, const Find& find) {
    std::vector<const Column*> columns;
    for (const SeatLevel& level : seating.levels()) {
        const Column* column = level.field.empty() ? nullptr : find(level.field);
        columns.push_back(column && column->dictionary ? column : nullptr);
    }
    return columns;
}

}  // namespace

void seat_others(RawTable& table, BookData& book) {
    for (CopyOnWrite<Seating>& seating : book.seatings)
        admit_named<RawColumn>(
            seating,
            level_columns<RawColumn>(seating, [&](const auto& name) { return table.find(name); }),
            table.find(seating->innermost()), table.rows(),
            [](const RawColumn& column, std::size_t row) { return column.small_at(row); },
            [](std::size_t) { return false; });
}

void seat_others(const TablePart& part, BookData& book) {
    for (const ColumnSet* rows : {&part->plain, &part->lines})
        for (CopyOnWrite<Seating>& seating : book.seatings)
            admit_named<NamedColumn>(
                seating,
                level_columns<NamedColumn>(
                    seating, [&](const auto& name) { return rows->find(name); }),
                rows->find(seating->innermost()), rows->rows,
                [](const NamedColumn& column, std::size_t row) {
                    std::int32_t code = missing_code;
                    column.data.read(row, 1, &code, missing_code);
                    return code;
                },
                [&](std::size_t row) { return is_among(part.dead_rows(*rows), row); });
}

}  // namespace saleskpi::inline v0_3::detail
