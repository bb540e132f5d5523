// SPDX-License-Identifier: MIT
#include "book/claims.hpp"
#include "book/raw_table.hpp"
#include "book/table_rules.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

void RawColumn::rename(const std::map<std::uint32_t, std::string_view>& ids) {
    std::vector<char> renamed;
    renamed.reserve(text.size());
    TextEnds new_ends;
    new_ends.reserve(ends.size());
    for (std::uint32_t row = 0; row < ends.size(); ++row) {
        const auto other = ids.find(row);
        const std::string_view id = other == ids.end() ? text_at(row) : other->second;
        renamed.insert(renamed.end(), id.begin(), id.end());
        new_ends.push_back(renamed.size());
    }
    text = std::move(renamed);
    ends = std::move(new_ends);
}

void RawTable::rename_credited(const std::map<std::string, std::string, std::less<>>& names) {
    for (auto& [row, credits] : credits_)
        for (Credit& credit : credits)
            if (const auto other = names.find(credit.rep); other != names.end())
                credit.rep = other->second;
}

void RawTable::fill_from(std::uint32_t row, std::span<const std::uint32_t> others) {
    const auto lacks = [&](const RawColumn& column, std::uint32_t one) {
        return column.type == FieldType::credits ? !credits_.contains(one) : column.is_missing(one);
    };
    const RawColumn* rep = find("rep");
    const bool is_owned = credits_.contains(row) || (rep && !rep->is_missing(row));
    for (RawColumn& column : columns_) {
        const bool is_of_owner = column.type == FieldType::credits || &column == rep;
        if (column.identity || (is_of_owner && is_owned) || !lacks(column, row) ||
            column.name == rules_of(name_).ends)
            continue;
        const auto from = std::find_if(others.begin(), others.end(), [&](std::uint32_t other) {
            return !lacks(column, other);
        });
        if (from == others.end()) continue;
        const auto differing = std::find_if(from, others.end(), [&](std::uint32_t other) {
            return !lacks(column, other) && !is_same_value(*this, column, *from, other);
        });
        if (differing != others.end())
            note_missing(
                row, column.name, "",
                "is missing, and those that are merged into it differ: nothing counts",
                FindingKind::conflict);
        else
            copy_value(column, row, *from);
    }
}

void RawTable::copy_value(RawColumn& column, std::uint32_t row, std::uint32_t from) {
    if (column.type == FieldType::credits) {
        credits_[row] = credits_.at(from);
    } else if (column.is_small()) {
        column.set_small(row, column.small_at(from));
    } else {
        column.set_number(row, column.number_at(from));
        if (const auto foreign = column.currencies.find(from); foreign != column.currencies.end())
            column.currencies[row] = Currency{foreign->second};
    }
}

}  // namespace saleskpi::inline v0_3::detail
