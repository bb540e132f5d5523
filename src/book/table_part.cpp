// SPDX-License-Identifier: MIT
#include "book/table_part.hpp"

namespace saleskpi::inline v0_3::detail {

bool TablePart::is_dead(std::size_t record) const {
    if (!dead) return false;
    if (record < rows->plain.rows) return is_among(dead->plain, record);
    if (record < rows->records()) return is_among(dead->shared, record - rows->plain.rows);
    return is_among(dead->left_out, record - rows->records());
}

std::optional<std::size_t> TablePart::find(std::string_view id) const {
    if (!dead) return rows->known_ids->find(*rows, id);
    const std::vector<std::size_t> all = find_all(id);
    return all.empty() ? std::nullopt : std::optional{all.front()};
}

std::vector<std::size_t> TablePart::find_all(std::string_view id) const {
    std::vector<std::size_t> all = rows->known_ids->find_all(*rows, id);
    std::erase_if(all, [&](std::size_t record) { return is_dead(record); });
    return all;
}

std::size_t TablePart::rows_with(const NamedColumn& column, std::int64_t value) const {
    std::size_t n = rows->counts->of(column, value);
    if (!dead) return n;
    const bool is_plain = rows->plain.find(column.name) == &column;
    for (const auto& copy : dead->copies)
        if (const NamedColumn* its = (is_plain ? copy->plain : copy->lines).find(column.name))
            n -= copy->counts->of(*its, value);
    return n;
}

std::optional<DayRange> TablePart::days(const ColumnSet& set, const NamedColumn& column) const {
    const Column& data = column.data;
    if (data.all_missing()) return std::nullopt;
    std::int64_t first = data.least();
    std::int64_t last = data.greatest();
    if (dead && !dead_rows(set).empty()) {
        while (first <= last && rows_with(column, first) == 0)
            ++first;
        while (last > first && rows_with(column, last) == 0)
            --last;
        if (first > last) return std::nullopt;
    }
    return DayRange{static_cast<std::int32_t>(first), static_cast<std::int32_t>(last)};
}

}  // namespace saleskpi::inline v0_3::detail
