// SPDX-License-Identifier: MIT
#include "book/origins.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

Origins::Origins(const OriginRows& rows, std::span<const std::uint32_t> order)
    : numbers_{Column::pack(std::span<const std::int64_t>{rows.numbers}, order, missing_number)},
      files_{Column::pack(std::span<const std::int32_t>{rows.files}, order, OriginRows::no_file)} {}

void Origins::read(std::size_t n, std::int64_t* numbers, std::int32_t* files) const {
    if (empty()) {
        std::fill_n(numbers, n, missing_number);
        std::fill_n(files, n, OriginRows::no_file);
        return;
    }
    numbers_.read(0, n, numbers);
    files_.read(0, n, files, OriginRows::no_file);
}

RecordName Origins::name(std::size_t record, std::span<const std::string> files) const {
    if (record >= numbers_.size()) return {};
    RecordName name;
    std::int32_t file = OriginRows::no_file;
    numbers_.read(record, 1, &name.number);
    files_.read(record, 1, &file, OriginRows::no_file);
    name.is_line = file != OriginRows::no_file;
    if (name.is_line) name.text = files[static_cast<std::size_t>(file)];
    return name;
}

Origins Origins::of(std::span<const std::uint32_t> records) const {
    if (empty()) return {};
    OriginRows rows;
    std::vector<std::uint32_t> order;
    for (const std::uint32_t record : records) {
        order.push_back(static_cast<std::uint32_t>(order.size()));
        numbers_.read(record, 1, &rows.numbers.emplace_back());
        files_.read(record, 1, &rows.files.emplace_back(), OriginRows::no_file);
    }
    return {rows, order};
}

Origins Origins::joined(
    const Origins& a,
    std::size_t n,
    const Origins& b,
    std::size_t m,
    std::span<const std::int32_t> files_of_b,
    std::span<const std::uint32_t> order) {
    if (a.empty() && b.empty()) return {};
    OriginRows rows;
    rows.numbers.resize(n + m);
    rows.files.resize(n + m);
    a.read(n, rows.numbers.data(), rows.files.data());
    b.read(m, rows.numbers.data() + n, rows.files.data() + n);
    for (std::size_t i = n; i < n + m; ++i)
        if (std::int32_t& file = rows.files[i]; file != OriginRows::no_file)
            file = files_of_b[static_cast<std::size_t>(file)];
    return {rows, order};
}

std::vector<std::int32_t> add_files(
    std::vector<std::string>& files, std::span<const std::string> added) {
    std::vector<std::int32_t> numbers;
    for (const std::string& file : added) {
        const auto known = std::find(files.begin(), files.end(), file);
        numbers.push_back(static_cast<std::int32_t>(known - files.begin()));
        if (known == files.end()) files.push_back(file);
    }
    return numbers;
}

std::string RecordName::shown() const {
    if (is_id) return text;
    if (!is_line) return fmt::format("#{}", number);
    return text.empty() ? fmt::format("line {}", number) : fmt::format("{}:{}", text, number);
}

}  // namespace saleskpi::inline v0_3::detail
