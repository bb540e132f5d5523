// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include <string_view>
#include <vector>

/// Records of a book, as they are before they are packed.
namespace saleskpi::inline v0_3::detail {

void RawTable::append_column(const NamedColumn& column, std::span<const std::uint32_t> rows) {
    const std::vector<std::string_view> choices{column.choices.begin(), column.choices.end()};
    RawColumn& to = this->column(FieldInfo{
        column.name,
        column.type,
        column.unit,
        column.domain,
        false,
        false,
        choices,
        nullptr,
        nullptr,
        {},
        column.is_foreseen});
    if (column.data.all_missing()) return;
    const auto copy = [&](auto& values, auto missing, const auto& all) {
        values.resize(rows_, missing);
        values.reserve(rows_ + rows.size());
        for (const std::uint32_t row : rows)
            values.push_back(all[row]);
    };
    if (to.is_small()) {
        std::vector<std::int32_t> all(column.data.size());
        column.data.read(0, all.size(), all.data(), to.none());
        copy(to.small, to.none(), all);
    } else {
        std::vector<std::int64_t> all(column.data.size());
        column.data.read(0, all.size(), all.data());
        copy(to.numbers, missing_number, all);
    }
}

void RawTable::append(const BookTable& from, std::span<const std::uint32_t> rows) {
    if (rows.empty()) return;
    RawColumn& id = column(FieldInfo{
        from.id_name,
        FieldType::text,
        Unit::count,
        from.id_domain,
        false,
        true,
        {},
        nullptr,
        nullptr,
        {}});
    id.ends.resize(rows_);
    for (const std::uint32_t row : rows) {
        const std::string_view text = from.plain.ids[row];
        id.text.insert(id.text.end(), text.begin(), text.end());
        id.ends.push_back(id.text.size());
    }
    for (const NamedColumn& column : from.plain.columns)
        append_column(column, rows);
    segments_.push_back({rows_, {}, {}});
    rows_ += rows.size();
}

void RawTable::append(
    const BookTable& from,
    std::span<const std::uint32_t> rows,
    std::span<const std::uint32_t> instead_of) {
    append(from, rows);
    instead_of_.insert(instead_of_.end(), instead_of.begin(), instead_of.end());
}

}  // namespace saleskpi::inline v0_3::detail
