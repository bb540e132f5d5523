// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Small enough that the records of a batch stay in the cache while their fields are read in turn.
constexpr std::size_t batch = 128;

/// Grows a lazily filled column to the rows before this batch.
template <class T>
void catch_up(std::vector<T>& values, std::size_t rows, T missing) {
    if (values.size() < rows) values.resize(rows, missing);
}

}  // namespace

std::string_view RawColumn::text_at(std::size_t row) const {
    if (row >= ends.size()) return {};
    const std::uint64_t from = row == 0 ? 0 : ends[row - 1];
    return {text.data() + from, static_cast<std::size_t>(ends[row] - from)};
}

void RawColumn::set_small(std::size_t row, std::int32_t value) {
    catch_up(small, row + 1, none());
    small[row] = value;
}

void RawColumn::set_number(std::size_t row, std::int64_t value) {
    catch_up(numbers, row + 1, missing_number);
    numbers[row] = value;
}

std::string RawColumn::shown(std::size_t row) const {
    if (is_missing(row)) return {};
    if (identity) return std::string{text_at(row)};
    const auto number = is_small() ? std::int64_t{small_at(row)} : number_at(row);
    switch (type) {
        case FieldType::text:
            return std::string{dictionary->text(small_at(row))};
        case FieldType::choice:
            return choices[static_cast<std::size_t>(number)];
        case FieldType::date:
            return to_text(Date{date::days{number}});
        case FieldType::decimal:
            return to_text(Decimal::from_nanos(number));
        default:
            return std::to_string(number);
    }
}

RawColumn* RawTable::find(std::string_view column) {
    for (RawColumn& c : columns_)
        if (c.name == column) return &c;
    return nullptr;
}

std::size_t RawTable::column_for(const FieldInfo& field) {
    if (const RawColumn* known = find(field.name)) {
        if (known->type != field.type)
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "field '{}' of table '{}' was added before with values of another kind",
                    known->name, name_)};
        return static_cast<std::size_t>(known - columns_.data());
    }
    RawColumn column{field};
    if (field.type == FieldType::text && !field.identity)
        column.dictionary = &(*dictionaries_)[std::string{field.domain}];
    columns_.push_back(std::move(column));
    return columns_.size() - 1;
}

/// Makes the column as long as the rows with `n` new ones. What an earlier call may have left there
/// before it threw is written over.
template <class T>
T* RawTable::make_room(std::vector<T>& values, std::size_t n, T missing) {
    if (values.capacity() < rows_ + n)
        values.reserve((std::max)(expected_rows_, 2 * values.capacity()));
    values.resize(rows_ + n, missing);
    return values.data() + rows_;
}

/// A column without values so far stays short if all the new ones are missing too.
template <class T>
void RawTable::append_values(std::vector<T>& values, std::span<const T> added, T missing) {
    const auto is_missing = [missing](T value) { return value == missing; };
    if (std::all_of(added.begin(), added.end(), is_missing)) return;
    std::copy(added.begin(), added.end(), make_room(values, added.size(), missing));
}

void RawTable::append_texts(RawColumn& column, std::span<const std::string_view> texts) {
    if (std::all_of(texts.begin(), texts.end(), [](auto text) { return text.empty(); })) return;
    column.dictionary->intern(texts, make_room(column.small, texts.size(), missing_code));
}

void RawTable::append_ids(RawColumn& column, std::span<const std::string_view> ids) {
    const std::uint64_t begin = rows_ == 0 ? 0 : column.ends[rows_ - 1];
    std::uint64_t* ends = make_room(column.ends, ids.size(), begin);
    std::uint64_t end = begin;
    for (const std::string_view id : ids)
        *ends++ = end += id.size();
    column.text.resize(end);
    char* to = column.text.data() + begin;
    for (const std::string_view id : ids)
        to += id.copy(to, id.size());
}

void RawTable::append_money(RawColumn& column, std::span<const Money> added) {
    std::array<std::int64_t, batch> numbers;
    for (std::size_t i = 0; i < added.size(); ++i) {
        numbers[i] = added[i].minor();
        if (added[i].currency() != currency_ && numbers[i] != missing_number)
            column.currencies.emplace(static_cast<std::uint32_t>(rows_ + i), added[i].currency());
    }
    append_values(
        column.numbers, std::span<const std::int64_t>{numbers}.first(added.size()), missing_number);
}

void RawTable::append_credits(std::span<const std::span<const Credit>> added) {
    for (std::size_t i = 0; i < added.size(); ++i)
        if (!added[i].empty())
            credits_.emplace(
                static_cast<std::uint32_t>(rows_ + i),
                std::vector<Credit>{added[i].begin(), added[i].end()});
}

void RawTable::append(
    RawColumn& column, const FieldInfo& field, std::span<const void* const> records) {
    const std::size_t n = records.size();
    const auto read = [&](auto& cells) {
        field.read(records.data(), n, cells.data());
        return std::span<const typename std::decay_t<decltype(cells)>::value_type>{cells}.first(n);
    };
    switch (field.type) {
        case FieldType::text: {
            std::array<std::string_view, batch> cells;
            return column.identity ? append_ids(column, read(cells))
                                   : append_texts(column, read(cells));
        }
        case FieldType::choice:
        case FieldType::date: {
            std::array<std::int32_t, batch> cells;
            return append_values(column.small, read(cells), column.none());
        }
        case FieldType::decimal:
        case FieldType::integer: {
            std::array<std::int64_t, batch> cells;
            return append_values(column.numbers, read(cells), missing_number);
        }
        case FieldType::money: {
            std::array<Money, batch> cells;
            return append_money(column, read(cells));
        }
        case FieldType::credits: {
            std::array<std::span<const Credit>, batch> cells;
            return append_credits(read(cells));
        }
    }
}

void RawTable::add(const RowSource& records, const Provenance& provenance) {
    if (rows_ + records.size() > (std::numeric_limits<std::uint32_t>::max)() - 1)
        throw Error{
            ErrorCode::overflow, fmt::format("table '{}' has more than 4 billion records", name_)};
    segments_.push_back({rows_, provenance.file, {}});
    segments_.back().lines.assign(provenance.lines.begin(), provenance.lines.end());
    // A table without records has its columns as well.
    std::vector<std::pair<const FieldInfo*, std::size_t>> targets;
    for (const FieldInfo& field : records.type().fields)
        targets.emplace_back(&field, column_for(field));
    expected_rows_ = rows_ + records.size();
    std::array<const void*, batch> addresses;
    for (std::size_t first = 0; first < records.size(); first += batch) {
        const std::size_t n = (std::min)(batch, records.size() - first);
        records.addresses(first, n, addresses.data());
        for (const auto& [field, column] : targets)
            append(columns_[column], *field, std::span{addresses}.first(n));
        rows_ += n;
    }
}

Finding RawTable::finding(
    std::size_t row,
    std::string_view field,
    std::string value,
    std::string reason,
    bool rejected) const {
    Finding f;
    f.table = name_;
    f.field = field;
    f.value = std::move(value);
    f.reason = std::move(reason);
    f.rejected = rejected;
    for (const RawColumn& column : columns_)
        if (column.identity) f.id = column.text_at(row);
    const auto after = std::upper_bound(
        segments_.begin(), segments_.end(), row,
        [](std::size_t r, const Segment& s) { return r < s.first_row; });
    const Segment& segment = *std::prev(after);
    const std::size_t offset = row - segment.first_row;
    f.file = segment.file;
    f.line = offset < segment.lines.size() ? segment.lines[offset] : offset + 1;
    return f;
}

void RawTable::reject(
    std::size_t row, std::string_view field, std::string value, std::string reason) {
    if (is_rejected(row)) return;  // one reason is enough to know where to look
    if (rejected_.size() <= row) rejected_.resize(rows_);
    rejected_[row] = 1;
    findings_.push_back(finding(row, field, std::move(value), std::move(reason), true));
}

void RawTable::note(
    std::size_t row, std::string_view field, std::string value, std::string reason) {
    findings_.push_back(finding(row, field, std::move(value), std::move(reason), false));
}

}  // namespace saleskpi::inline v0_3::detail
