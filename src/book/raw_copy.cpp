// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The codes of some rows as those of another dictionary: each code looked up once, or, where there are more
/// codes than rows, each row's text, many of them at a time.
std::vector<std::int32_t> translated(
    const RawColumn& column, std::span<const std::uint32_t> rows, Dictionary& to) {
    const Dictionary& from = *column.dictionary;
    std::vector<std::int32_t> codes(rows.size(), missing_code);
    if (rows.size() <= from.size() / 8) {
        std::vector<std::string_view> texts;
        texts.reserve(rows.size());
        for (const std::uint32_t row : rows)
            texts.push_back(from.text(column.small_at(row)));
        to.intern(texts, codes.data());
        return codes;
    }
    constexpr std::int32_t unknown = -2;
    std::vector<std::int32_t> known(from.size(), unknown);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int32_t code = column.small_at(rows[i]);
        if (code == missing_code) continue;
        std::int32_t& its = known[static_cast<std::size_t>(code)];
        if (its == unknown) its = to.intern(from.text(code));
        codes[i] = its;
    }
    return codes;
}

template <class T, class Value>
void copy_values(
    std::vector<T>& to,
    std::size_t first,
    std::span<const std::uint32_t> rows,
    T missing,
    const Value& value) {
    const auto is_there = [&](std::uint32_t row) { return value(row) != missing; };
    if (std::none_of(rows.begin(), rows.end(), is_there)) return;
    to.resize(first, missing);
    to.reserve(first + rows.size());
    for (const std::uint32_t row : rows)
        to.push_back(value(row));
}

}  // namespace

RawColumn& RawTable::column_like(const RawColumn& other) {
    const std::vector<std::string_view> choices{other.choices.begin(), other.choices.end()};
    return column(FieldInfo{
        other.name, other.type, other.unit, other.domain, other.required, other.identity, choices,
        nullptr, nullptr, other.range, other.is_foreseen});
}

void RawTable::append_column(
    const RawTable& from, const RawColumn& column, std::span<const std::uint32_t> rows) {
    RawColumn& to = column_like(column);
    if (column.identity) {
        to.ends.resize(rows_);
        for (const std::uint32_t row : rows) {
            const std::string_view id = column.text_at(row);
            to.text.insert(to.text.end(), id.begin(), id.end());
            to.ends.push_back(to.text.size());
        }
    } else if (column.type == FieldType::text) {
        if (column.small.empty()) return;
        const std::vector<std::int32_t> codes = translated(column, rows, *to.dictionary);
        if (std::all_of(codes.begin(), codes.end(), [](auto code) { return code == missing_code; }))
            return;
        to.small.resize(rows_, missing_code);
        to.small.insert(to.small.end(), codes.begin(), codes.end());
    } else if (column.is_small()) {
        copy_values(to.small, rows_, rows, column.none(), [&](std::uint32_t row) {
            return column.small_at(row);
        });
    } else if (column.type != FieldType::credits) {
        copy_values(to.numbers, rows_, rows, missing_number, [&](std::uint32_t row) {
            return column.number_at(row);
        });
        if (column.type == FieldType::money) append_currencies(from, column, rows, to);
    }
}

/// Of amounts, which of them are not in the currency of this table.
void RawTable::append_currencies(
    const RawTable& from,
    const RawColumn& column,
    std::span<const std::uint32_t> rows,
    RawColumn& to) {
    if (column.numbers.empty() || (column.currencies.empty() && from.currency_ == currency_))
        return;
    if (currency_.is_none()) currency_ = from.currency_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (column.number_at(rows[i]) == missing_number) continue;
        const auto foreign = column.currencies.find(rows[i]);
        const Currency currency =
            foreign == column.currencies.end() ? from.currency_ : foreign->second;
        if (currency != currency_)
            to.currencies.emplace(static_cast<std::uint32_t>(rows_ + i), currency);
    }
}

/// Each run of records that stood together is a segment again.
void RawTable::append_segments(const RawTable& from, std::span<const std::uint32_t> rows) {
    auto segment = from.segments_.begin();
    std::size_t end = 0;  // the first row behind the segment
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool goes_on = i > 0 && rows[i] == rows[i - 1] + 1 && rows[i] < end;
        if (!goes_on) {
            segment = std::prev(std::upper_bound(
                from.segments_.begin(), from.segments_.end(), rows[i],
                [](std::size_t row, const Segment& s) { return row < s.first_row; }));
            end = std::next(segment) == from.segments_.end() ? from.rows_
                                                             : std::next(segment)->first_row;
            segments_.push_back({rows_ + i, segment->file, {}, segment->number(rows[i])});
        }
        if (!segment->lines.empty())
            segments_.back().lines.push_back(static_cast<std::uint32_t>(segment->line(rows[i])));
    }
}

void RawTable::append_findings(const RawTable& from, std::span<const std::uint32_t> rows) {
    if (from.findings_.empty()) return;
    std::unordered_map<std::size_t, std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i)
        places.emplace(rows[i], rows_ + i);
    for (std::size_t i = 0; i < from.findings_.size(); ++i) {
        const auto place = places.find(from.finding_rows_[i]);
        if (place == places.end()) continue;
        const auto row = static_cast<std::uint32_t>(place->second);
        if (from.findings_[i].rejected) {
            rejected_.resize(rows_ + rows.size());
            rejected_[row] = mark_rejected;
        } else {
            noted_[row].push_back(findings_.size());
        }
        findings_.push_back(from.findings_[i]);
        finding_rows_.push_back(row);
    }
}

void RawTable::check_like(const RawTable& other) const {
    for (const RawColumn& column : other.columns_)
        for (const RawColumn& known : columns_)
            if (known.name == column.name &&
                (known.type != column.type || known.choices != column.choices))
                throw Error{
                    ErrorCode::incompatible,
                    fmt::format(
                        "field '{}' of table '{}' was said before with values of another kind",
                        known.name, name_)};
}

std::size_t RawTable::bytes() const {
    std::size_t n = entries_.bytes() + rejected_.size();
    for (const RawColumn& column : columns_)
        n += column.small.size() * sizeof(std::int32_t) +
             column.numbers.size() * sizeof(std::int64_t) + column.text.size() +
             column.ends.bytes() +
             column.currencies.size() * (sizeof(std::uint32_t) + sizeof(Currency));
    for (const auto& [row, credits] : credits_)
        n += credits.size() * sizeof(Credit);
    return n;
}

void RawTable::append(const RawTable& from, std::span<const std::uint32_t> rows) {
    for (const RawColumn& column : from.columns_)
        append_column(from, column, rows);
    for (std::size_t i = 0; !from.credits_.empty() && i < rows.size(); ++i)
        if (const auto credits = from.credits_.find(rows[i]); credits != from.credits_.end())
            credits_.emplace(static_cast<std::uint32_t>(rows_ + i), credits->second);
    entries_.append(rows_, from.entries_, rows);
    append_segments(from, rows);
    append_findings(from, rows);
    rows_ += rows.size();
}

}  // namespace saleskpi::inline v0_3::detail
