// SPDX-License-Identifier: MIT
#include "book/identity.hpp"

#include "book/claims.hpp"
#include "book/table_rules.hpp"
#include "book/text_hash.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

std::int64_t number_of(const RawColumn& column, std::size_t row) {
    return column.is_small() ? column.small_at(row) : column.number_at(row);
}

}  // namespace

Identity::Identity(RawTable& table, std::span<const std::string> more) : table_{&table} {
    for (const RawColumn& column : table.columns())
        if (column.identity) {
            columns_.assign(1, &column);
            return;
        }
    const TableRules& rules = rules_of(table.name());
    if (rules.key.empty()) return;
    const auto add = [&](std::string_view name) {
        const RawColumn* column = table.find(name);
        if (column && std::find(columns_.begin(), columns_.end(), column) == columns_.end())
            columns_.push_back(column);
    };
    std::for_each(rules.key.begin(), rules.key.end(), add);
    std::for_each(more.begin(), more.end(), add);
    order_ = table.find(rules.order);
}

std::uint32_t Identity::hash(std::size_t row) const {
    if (is_id()) return static_cast<std::uint32_t>(text_hash(column().text_at(row)));
    std::uint64_t hash = 0;
    for (const RawColumn* column : columns_) {
        hash ^= static_cast<std::uint64_t>(number_of(*column, row));
        hash *= 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 32U;
    }
    return static_cast<std::uint32_t>(hash);
}

std::string Identity::shown(std::size_t row) const {
    std::string text;
    for (const RawColumn* column : columns_)
        if (const std::string value = column->shown(row); !value.empty())
            text += (text.empty() ? "" : ", ") + value;
    return text;
}

bool Identity::is_same(std::size_t row, std::size_t other) const {
    if (!is_whole(row) && !is_same_record(*table_, row, other)) return false;
    return std::all_of(columns_.begin(), columns_.end(), [&](const RawColumn* column) {
        return column->identity ? column->text_at(row) == column->text_at(other)
                                : number_of(*column, row) == number_of(*column, other);
    });
}

}  // namespace saleskpi::inline v0_3::detail
