// SPDX-License-Identifier: MIT
#include "load/field_cases.hpp"

#include "load/row_rules.hpp"
#include "load/text.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

FieldCases::FieldCases(
    const std::vector<FieldCase>& cases, const TableMapping& mapping, WantedColumns& wanted) {
    for (const FieldCase& one : cases) {
        Case read;
        if (!one.when.empty()) read.when.emplace(one.when, mapping, wanted);
        for (const RowCondition& condition : one.where)
            read.where.push_back({&condition, wanted.add(condition.column)});
        if (one.is) read.is = &*one.is;
        for (const std::string& column : one.columns)
            read.cells.push_back(wanted.add(column));
        cases_.push_back(std::move(read));
    }
}

std::optional<Cell> FieldCases::find(
    const WantedColumns& wanted, std::span<const Cell> cells) const {
    const auto holds_in = [&](const Case& one) {
        return (!one.when || one.when->holds(wanted, cells)) &&
               std::all_of(one.where.begin(), one.where.end(), [&](const Where& where) {
                   return holds(*where.condition, wanted.translated(cells, where.column));
               });
    };
    for (const Case& one : cases_) {
        if (!holds_in(one)) continue;
        if (one.is) return Cell{*one.is};
        for (const std::size_t column : one.cells)
            if (const Cell cell = wanted.translated(cells, column);
                cell.kind == Cell::Kind::nested || !trimmed(cell.text).empty())
                return cell;
        return Cell{};
    }
    return std::nullopt;
}

bool FieldCases::needs(std::size_t column) const {
    return std::any_of(cases_.begin(), cases_.end(), [&](const Case& one) {
        return (one.when && one.when->needs(column)) ||
               std::find(one.cells.begin(), one.cells.end(), column) != one.cells.end() ||
               std::any_of(one.where.begin(), one.where.end(), [&](const Where& where) {
                   return where.column == column;
               });
    });
}

}  // namespace saleskpi::inline v0_3::detail
