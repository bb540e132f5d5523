// SPDX-License-Identifier: MIT
#include "book/book_table.hpp"
#include "book/raw_table.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

/// Rows that stand beside those of a table, for some leaves in their place.
namespace saleskpi::inline v0_3::detail {

namespace {

constexpr FieldInfo date_field(std::string_view name, bool is_foreseen = false) {
    return {name, FieldType::date, Unit::days, {}, false,      false,
            {},   nullptr,         nullptr,    {}, is_foreseen};
}
constexpr FieldInfo number_field(std::string_view name, FieldType type, Unit unit) {
    return {name, type, unit, {}, false, false, {}, nullptr, nullptr, {}};
}

RawColumn without_values(const RawColumn& column) {
    RawColumn empty = column;
    empty.small.clear();
    empty.numbers.clear();
    empty.currencies.clear();
    empty.text.clear();
    empty.ends.clear();
    return empty;
}

}  // namespace

void RawTable::hide(std::size_t row, SeenBy from) {
    if (hidden_.size() <= row) hidden_.resize(row + 1, SeenBy::none);
    hidden_[row] = hidden_[row] | from;
}

RawTable RawTable::for_variants(SeenBy seen_by) const {
    RawTable table{name_, currency_, *dictionaries_};
    for (const RawColumn& column : columns_)
        table.columns_.push_back(without_values(column));
    table.seen_by_ = seen_by;
    table.is_variant_ = true;
    return table;
}

RawColumn& RawTable::same_column(const RawColumn& column) {
    if (RawColumn* known = find(column.name)) return *known;
    columns_.push_back(without_values(column));
    return columns_.back();
}

std::size_t RawTable::add_copy(const RawTable& table, std::size_t row, std::uint32_t instead_of) {
    const std::size_t to = rows_;
    const auto from = static_cast<std::uint32_t>(row);
    for (const RawColumn& column : table.columns_) {
        RawColumn& copy = same_column(column);
        if (column.identity) {
            const std::string id{column.text_at(row)};
            copy.ends.resize(to);
            copy.text.insert(copy.text.end(), id.begin(), id.end());
            copy.ends.push_back(copy.text.size());
        } else if (column.type != FieldType::credits && !column.is_missing(row)) {
            if (column.is_small())
                copy.set_small(to, column.small_at(row));
            else
                copy.set_number(to, column.number_at(row));
        }
        if (const auto foreign = column.currencies.find(from); foreign != column.currencies.end())
            copy.currencies.emplace(static_cast<std::uint32_t>(to), foreign->second);
    }
    if (const auto credits = table.credits_.find(from); credits != table.credits_.end())
        credits_.emplace(static_cast<std::uint32_t>(to), credits->second);
    const auto after = std::upper_bound(
        table.segments_.begin(), table.segments_.end(), row,
        [](std::size_t r, const Segment& s) { return r < s.first_row; });
    const Segment& segment = *std::prev(after);
    segments_.push_back({to, segment.file, {static_cast<std::uint32_t>(segment.line(row))}});
    instead_of_.push_back(instead_of);
    return rows_++;
}

void RawTable::set_in_force(std::size_t row, std::int32_t from, std::int32_t until) {
    if (from != missing_day) column(date_field(in_force_from)).set_small(row, from);
    if (until != missing_day) column(date_field(in_force_until)).set_small(row, until);
}

void RawTable::set_on_hold(std::size_t row, std::int32_t since) {
    column(date_field(in_force_on_hold)).set_small(row, since);
}

void RawTable::set_said_end(std::size_t row, std::int32_t day) {
    column(date_field(in_force_said_end, true)).set_small(row, day);
}

void RawTable::set_said_price(std::size_t row, std::int64_t price) {
    column(number_field(in_force_said_price, FieldType::money, Unit::money)).set_number(row, price);
}

void RawTable::set_division(std::size_t row, Division what) {
    column(number_field(in_force_division, FieldType::integer, Unit::count))
        .set_number(row, static_cast<std::int64_t>(what));
}

void RawTable::add_unread(std::size_t row, std::size_t bit) {
    RawColumn& unread = column(number_field(in_force_unread, FieldType::integer, Unit::count));
    const std::int64_t known = unread.is_missing(row) ? 0 : unread.number_at(row);
    unread.set_number(row, known | std::int64_t{1} << bit);
}

}  // namespace saleskpi::inline v0_3::detail
