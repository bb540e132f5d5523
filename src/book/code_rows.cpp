// SPDX-License-Identifier: MIT
#include "book/code_rows.hpp"

#include "book/book_table.hpp"

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

CodeRows::Rows CodeRows::found(const NamedColumn& column) {
    const Column& data = column.data;
    std::vector<std::int32_t> codes(data.size());
    data.read(0, codes.size(), codes.data(), missing_code);
    Rows found;
    found.first.resize(static_cast<std::size_t>(data.greatest() - data.least()) + 2);
    const auto place = [&](std::int32_t code) {
        return static_cast<std::size_t>(code - data.least());
    };
    for (const std::int32_t code : codes)
        if (code != missing_code) ++found.first[place(code) + 1];
    for (std::size_t i = 1; i < found.first.size(); ++i)
        found.first[i] += found.first[i - 1];
    found.rows.resize(found.first.back());
    std::vector<std::uint32_t> next = found.first;
    for (std::uint32_t row = 0; row < codes.size(); ++row)
        if (codes[row] != missing_code) found.rows[next[place(codes[row])]++] = row;
    return found;
}

std::span<const std::uint32_t> CodeRows::with(const NamedColumn& column, std::int32_t code) {
    const Column& data = column.data;
    if (data.all_missing() || code < data.least() || code > data.greatest()) return {};
    const std::lock_guard lock{mutex_};
    auto known = known_.find(&column);
    if (known == known_.end()) known = known_.emplace(&column, found(column)).first;
    const Rows& all = known->second;
    const auto at = static_cast<std::size_t>(code - data.least());
    return std::span{all.rows}.subspan(all.first[at], all.first[at + 1] - all.first[at]);
}

}  // namespace saleskpi::inline v0_3::detail
