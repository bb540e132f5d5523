// SPDX-License-Identifier: MIT
#include "book/record_numbers.hpp"

#include "book/book_data.hpp"
#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"
#include "book/text_hash.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// SplitMix64: close numbers become far ones.
std::uint64_t scattered(std::uint64_t number) {
    number += 0x9E37'79B9'7F4A'7C15U;
    number = (number ^ (number >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    number = (number ^ (number >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return number ^ (number >> 31U);
}

std::uint64_t value_number(const NamedColumn& column, std::int64_t value) {
    const auto code = static_cast<std::int32_t>(value);
    if (column.type == FieldType::text) return text_hash(column.dictionary->text(code));
    if (column.type == FieldType::choice)
        return text_hash(column.choices[static_cast<std::size_t>(code)]);
    return scattered(static_cast<std::uint64_t>(value));
}

/// What a column gives to the numbers of records. A missing value gives nothing, as a missing column.
void add(
    const BookTable& part,
    const ColumnSet& set,
    const NamedColumn& column,
    std::span<const std::size_t> records,
    std::vector<std::uint64_t>& numbers) {
    const std::uint64_t name = text_hash(column.name);
    const bool is_lines = &set == &part.lines;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if ((records[i] >= part.plain.rows) != is_lines) continue;
        std::size_t row = records[i];
        if (is_lines) {
            const auto& of_line = part.record_of_line;
            const std::size_t shared = row - part.plain.rows;
            row = static_cast<std::size_t>(
                std::lower_bound(of_line.begin(), of_line.end(), shared) - of_line.begin());
        }
        std::int64_t value = missing_number;
        column.data.read(row, 1, &value);
        if (value != missing_number)
            numbers[i] += scattered(name ^ scattered(value_number(column, value)));
    }
}

/// Whether a book may have filled the column from another record: no two books need to agree in it.
bool is_looked_up(const BookTable& part, const NamedColumn& column) {
    for (const LookUpRule& rule : look_up_rules()) {
        if (!rule.applies_to(part.name)) continue;
        for (const LookedUp& field : rule.fields) {
            const NamedColumn* filled = column_of(part.plain.columns, rule, field.field);
            if (filled && filled->name == column.name) return true;
        }
    }
    return false;
}

/// The records whose ids come first by their numbers.
std::vector<std::size_t> first_by_id(const TablePart& part, std::size_t most) {
    std::vector<std::pair<std::uint64_t, std::size_t>> first;  // the last of them on top
    for (std::size_t record = 0; record < part->records(); ++record) {
        if (part.is_dead(record)) continue;
        const std::pair entry{id_number(*part, record), record};
        if (first.size() == most) {
            if (first.front() <= entry) continue;
            std::pop_heap(first.begin(), first.end());
            first.pop_back();
        }
        first.push_back(entry);
        std::push_heap(first.begin(), first.end());
    }
    std::vector<std::size_t> records;
    for (const auto& [id, record] : first)
        records.push_back(record);
    return records;
}

}  // namespace

std::vector<std::uint64_t> record_numbers(
    const BookTable& part, std::span<const std::size_t> records, const ColumnTest& counts) {
    std::vector<std::uint64_t> numbers(records.size());
    for (const ColumnSet* set : {&part.plain, &part.lines})
        for (const NamedColumn& column : set->columns)
            if (!column.data.all_missing() && counts(column))
                add(part, *set, column, records, numbers);
    return numbers;
}

std::uint64_t id_number(const BookTable& part, std::size_t record) {
    const bool is_shared = record >= part.plain.rows;
    const TextColumn& ids = is_shared ? part.shared_ids : part.plain.ids;
    const std::size_t row = is_shared ? record - part.plain.rows : record;
    return row < ids.size() ? text_hash(ids[row]) : 0;
}

void RecordSample::make(const TablePart& of) {
    const BookTable& part = *of;
    std::vector<std::size_t> records;
    const bool has_ids = !part.id_name.empty();
    if (has_ids && !is_common(part.name)) {
        records = first_by_id(of, most);
    } else {
        const std::size_t n = is_common(part.name) ? part.records() : most;
        for (std::size_t record = 0; record < part.records() && records.size() < n; ++record)
            if (!of.is_dead(record)) records.push_back(record);
    }
    std::vector<std::uint64_t> numbers = record_numbers(
        part, records, [&](const NamedColumn& column) { return !is_looked_up(part, column); });
    for (std::size_t i = 0; i < records.size(); ++i) {
        numbers[i] = scattered(numbers[i] ^ scattered(id_number(part, records[i])));
        sum_ += scattered(numbers[i]);
    }
    if (!has_ids && !is_common(part.name)) return;
    std::sort(numbers.begin(), numbers.end());
    numbers_ = std::move(numbers);
}

std::span<const std::uint64_t> RecordSample::numbers(const TablePart& part) {
    std::call_once(made_, [&] { make(part); });
    return numbers_;
}

std::uint64_t RecordSample::sum(const TablePart& part) {
    std::call_once(made_, [&] { make(part); });
    return sum_;
}

}  // namespace saleskpi::inline v0_3::detail
