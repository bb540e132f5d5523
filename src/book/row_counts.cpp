// SPDX-License-Identifier: MIT
#include "book/row_counts.hpp"

#include "book/book_table.hpp"

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

const std::vector<std::uint32_t>& RowCounts::of(const NamedColumn& column) {
    const std::lock_guard lock{mutex_};
    const auto [known, is_new] = counts_.try_emplace(&column);
    const Column& data = column.data;
    if (!is_new || data.all_missing()) return known->second;
    std::vector<std::uint32_t>& counts = known->second;
    counts.resize(static_cast<std::size_t>(data.greatest() - data.least()) + 1);
    std::array<std::int64_t, 2048> values;
    for (std::size_t first = 0; first < data.size(); first += values.size()) {
        const std::size_t n = (std::min)(values.size(), data.size() - first);
        data.read(first, n, values.data());
        for (std::size_t i = 0; i < n; ++i)
            if (values[i] != missing_number)
                ++counts[static_cast<std::size_t>(values[i] - data.least())];
    }
    return counts;
}

std::size_t RowCounts::of(const NamedColumn& column, std::int64_t value) {
    const std::vector<std::uint32_t>& counts = of(column);
    if (counts.empty() || value < column.data.least() || value > column.data.greatest()) return 0;
    return counts[static_cast<std::size_t>(value - column.data.least())];
}

}  // namespace saleskpi::inline v0_3::detail
