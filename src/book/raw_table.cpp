// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace saleskpi::detail {

namespace {

constexpr std::size_t batch = 1024;

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

RawColumn& RawTable::column_for(const FieldInfo& field) {
    if (RawColumn* known = find(field.name)) {
        if (known->type != field.type)
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "field '{}' of table '{}' was added before with values of another kind",
                    known->name, name_)};
        return *known;
    }
    RawColumn column{field};
    if (field.type == FieldType::text && !field.identity)
        column.dictionary = &(*dictionaries_)[std::string{field.domain}];
    columns_.push_back(std::move(column));
    return columns_.back();
}

void RawTable::append(
    RawColumn& column, const FieldInfo& field, std::span<const void* const> records) {
    const std::size_t n = records.size();
    switch (field.type) {
        case FieldType::text: {
            std::array<std::string_view, batch> cells;
            field.read(records.data(), n, cells.data());
            if (column.identity) {
                catch_up(column.ends, rows_, std::uint64_t{column.text.size()});
                for (const std::string_view id : std::span{cells}.first(n)) {
                    column.text.insert(column.text.end(), id.begin(), id.end());
                    column.ends.push_back(column.text.size());
                }
                return;
            }
            for (std::size_t i = 0; i < n; ++i) {
                if (cells[i].empty()) continue;
                catch_up(column.small, rows_ + i, missing_code);
                column.small.push_back(column.dictionary->intern(cells[i]));
            }
            return;
        }
        case FieldType::choice:
        case FieldType::date: {
            const std::int32_t none = field.type == FieldType::date ? missing_day : missing_code;
            std::array<std::int32_t, batch> cells;
            field.read(records.data(), n, cells.data());
            for (std::size_t i = 0; i < n; ++i) {
                if (cells[i] == none) continue;
                catch_up(column.small, rows_ + i, none);
                column.small.push_back(cells[i]);
            }
            return;
        }
        case FieldType::money: {
            std::array<Money, batch> cells;
            field.read(records.data(), n, cells.data());
            for (std::size_t i = 0; i < n; ++i) {
                if (cells[i].minor() == missing_number) continue;
                catch_up(column.numbers, rows_ + i, missing_number);
                column.numbers.push_back(cells[i].minor());
                if (cells[i].currency() != currency_)
                    column.currencies.emplace(
                        static_cast<std::uint32_t>(rows_ + i), cells[i].currency());
            }
            return;
        }
        case FieldType::decimal:
        case FieldType::integer: {
            std::array<std::int64_t, batch> cells;
            field.read(records.data(), n, cells.data());
            for (std::size_t i = 0; i < n; ++i) {
                if (cells[i] == missing_number) continue;
                catch_up(column.numbers, rows_ + i, missing_number);
                column.numbers.push_back(cells[i]);
            }
            return;
        }
        case FieldType::credits: {
            std::array<std::span<const Credit>, batch> cells;
            field.read(records.data(), n, cells.data());
            for (std::size_t i = 0; i < n; ++i)
                if (!cells[i].empty())
                    credits_.emplace(
                        static_cast<std::uint32_t>(rows_ + i),
                        std::vector<Credit>{cells[i].begin(), cells[i].end()});
            return;
        }
    }
}

void RawTable::add(const RowSource& records, const Provenance& provenance) {
    if (rows_ + records.size() > (std::numeric_limits<std::uint32_t>::max)() - 1)
        throw Error{
            ErrorCode::overflow, fmt::format("table '{}' has more than 4 billion records", name_)};
    segments_.push_back({rows_, provenance.file, {}});
    segments_.back().lines.assign(provenance.lines.begin(), provenance.lines.end());
    for (const FieldInfo& field : records.type().fields)
        column_for(field);  // a table without records has its columns as well
    std::array<const void*, batch> addresses;
    for (std::size_t first = 0; first < records.size(); first += batch) {
        const std::size_t n = (std::min)(batch, records.size() - first);
        records.addresses(first, n, addresses.data());
        for (const FieldInfo& field : records.type().fields)
            append(column_for(field), field, std::span{addresses}.first(n));
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

}  // namespace saleskpi::detail
