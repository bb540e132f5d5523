// SPDX-License-Identifier: MIT
#include "book/gather_rows.hpp"

#include "book/threads.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;
using SomeRows = std::span<const std::uint32_t>;

/// Reads rows, those that follow each other at once.
template <class Int, class Read>
std::vector<Int> values_at(SomeRows rows, const Read& read) {
    std::vector<Int> values(rows.size());
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t n = 1;
        while (i + n < rows.size() && rows[i + n] == rows[i] + n)
            ++n;
        read(rows[i], n, values.data() + i);
        i += n;
    }
    return values;
}

template <class Int>
Column packed(const std::vector<Int>& values, Int missing) {
    Rows order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    return Column::pack(std::span<const Int>{values}, order, missing);
}

Column gathered(const NamedColumn& column, SomeRows rows) {
    const Column& data = column.data;
    if (data.all_missing()) return Column::none(rows.size());
    const bool is_small = column.type == FieldType::text || column.type == FieldType::choice ||
                          column.type == FieldType::date;
    if (!is_small)
        return packed(
            values_at<std::int64_t>(
                rows, [&](std::size_t first, std::size_t n,
                          std::int64_t* out) { data.read(first, n, out); }),
            missing_number);
    const std::int32_t none = none_of(column);
    return packed(
        values_at<std::int32_t>(
            rows, [&](std::size_t first, std::size_t n,
                      std::int32_t* out) { data.read(first, n, out, none); }),
        none);
}

TextColumn gathered(const TextColumn& ids, SomeRows records) {
    if (ids.size() == 0) return {};
    return TextColumn::pack(records.size(), [&](std::size_t i) { return ids[records[i]]; });
}

ColumnSet gathered(const ColumnSet& set, SomeRows rows, unsigned threads) {
    ColumnSet some;
    some.rows = rows.size();
    some.columns.resize(set.columns.size());
    in_parallel(threads, set.columns.size(), [&](std::size_t i) {
        const NamedColumn& column = set.columns[i];
        some.columns[i] = {column.name,
                           column.domain,
                           column.type,
                           column.unit,
                           column.choices,
                           column.dictionary,
                           gathered(column, rows),
                           column.is_foreseen};
    });
    return some;
}

Rows all_but(std::size_t n, SomeRows dead) {
    Rows rows(n);
    std::iota(rows.begin(), rows.end(), 0U);
    Rows left;
    left.reserve(n - dead.size());
    std::set_difference(
        rows.begin(), rows.end(), dead.begin(), dead.end(), std::back_inserter(left));
    return left;
}

}  // namespace

std::vector<std::uint32_t> lines_of_records(const BookTable& part, SomeRows shared) {
    Rows lines;
    for (const std::uint32_t record : shared) {
        const auto [first, last] =
            std::equal_range(part.record_of_line.begin(), part.record_of_line.end(), record);
        for (auto line = first; line != last; ++line)
            lines.push_back(static_cast<std::uint32_t>(line - part.record_of_line.begin()));
    }
    return lines;
}

BookTable gathered(
    const BookTable& part, SomeRows plain, SomeRows shared, bool with_names, unsigned threads) {
    if (plain.size() < rows_worth_a_thread) threads = 1;
    BookTable some;
    some.name = part.name;
    some.id_name = part.id_name;
    some.id_domain = part.id_domain;
    some.dictionaries = part.dictionaries;
    some.plain = gathered(part.plain, plain, threads);
    const Rows lines = lines_of_records(part, shared);
    some.lines = gathered(part.lines, lines, 1);
    some.shared_records = shared.size();
    for (const std::uint32_t line : lines) {
        const auto record =
            std::lower_bound(shared.begin(), shared.end(), part.record_of_line[line]);
        some.record_of_line.push_back(static_cast<std::uint32_t>(record - shared.begin()));
    }
    if (!with_names) return some;
    some.plain.ids = gathered(part.plain.ids, plain);
    some.shared_ids = gathered(part.shared_ids, shared);
    some.files = part.files;
    some.origins = part.origins.of(plain);
    some.shared_origins = part.shared_origins.of(shared);
    return some;
}

TablePart living(const TablePart& part, unsigned threads) {
    if (!part.dead) return part;
    const BookTable& rows = *part;
    BookTable left = gathered(
        rows, all_but(rows.plain.rows, part.dead->plain),
        all_but(rows.shared_records, part.dead->shared), true, threads);
    left.left_out_ids =
        gathered(rows.left_out_ids, all_but(rows.left_out_ids.size(), part.dead->left_out));
    return {
        std::make_shared<const BookTable>(std::move(left)), part.seen_by, part.is_variant, nullptr};
}

}  // namespace saleskpi::inline v0_3::detail
