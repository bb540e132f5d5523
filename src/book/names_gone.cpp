// SPDX-License-Identifier: MIT
#include "book/names_gone.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

bool names(const NamedColumn& column) {
    return column.type == FieldType::text && column.dictionary && !column.data.all_missing();
}

std::set<std::int32_t> codes_in(const NamedColumn& column) {
    std::vector<std::int32_t> codes(column.data.size());
    column.data.read(0, codes.size(), codes.data(), missing_code);
    std::set<std::int32_t> all(codes.begin(), codes.end());
    all.erase(missing_code);
    return all;
}

bool is_in_rows(const BookData& book, std::string_view domain, std::int32_t code) {
    for (const TablePart& part : book.tables)
        for (const ColumnSet* set : {&part->plain, &part->lines})
            for (const NamedColumn& column : set->columns)
                if (column.domain == domain && names(column) && part.rows_with(column, code) > 0)
                    return true;
    return false;
}

bool is_in_a_hierarchy(const BookData& book, std::string_view domain, std::int32_t code) {
    for (const Seating& seating : book.seatings)
        for (const auto& [member, parents] : seating.memberships()) {
            const auto is_it = [&](std::size_t level, std::int32_t its) {
                return its == code &&
                       domain == (level == seating.levels().size() ? seating.innermost()
                                                                   : seating.levels()[level].name);
            };
            if (is_it(member.level, member.code)) return true;
            for (const Belonging& parent : parents)
                if (is_it(parent.level, parent.code)) return true;
        }
    return false;
}

}  // namespace

void note_gone_names(BookData& book, const BookTable& rows) {
    for (const ColumnSet* set : {&rows.plain, &rows.lines})
        for (const NamedColumn& column : set->columns) {
            if (column.domain.empty() || !names(column)) continue;
            for (const std::int32_t code : codes_in(column)) {
                if (is_in_rows(book, column.domain, code) ||
                    is_in_a_hierarchy(book, column.domain, code))
                    continue;
                book.unused_names[column.domain].insert(code);
                book.gone_names[column.domain].insert(code);
            }
        }
}

}  // namespace saleskpi::inline v0_3::detail
