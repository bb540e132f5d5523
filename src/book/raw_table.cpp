// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include "book/field_parts.hpp"
#include "book/ranges.hpp"
#include "book/read_cells.hpp"
#include "book/threads.hpp"
#include "record/refusals.hpp"
#include "value/short_text.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Small enough that the records of a batch stay in the cache while their fields are read in turn.
constexpr std::size_t batch = 128;

/// Grows a lazily filled column to the rows before this batch.
template <class T>
void catch_up(std::vector<T>& values, std::size_t rows, T missing) {
    if (values.size() < rows) values.resize(rows, missing);
}

/// A cell that says no value, as it would be written.
std::string text_of(const FieldInfo& field, std::int32_t cell) {
    return field.type == FieldType::date ? to_text(Date{date::days{cell}}) : std::to_string(cell);
}
std::string text_of(const FieldInfo& field, std::int64_t cell) {
    if (field.type == FieldType::decimal) return to_text(Decimal::from_nanos(cell));
    // Of other numbers only those without a sign can be too large.
    return cell == missing_number ? std::to_string(cell)
                                  : std::to_string(static_cast<std::uint64_t>(cell));
}
std::string text_of(const FieldInfo&, Money cell) { return to_text(cell); }

std::string reason_of(const FieldInfo& field) {
    if (field.type == FieldType::date) return outside_years;
    if (field.type != FieldType::choice) return too_big;
    return fmt::format("is not the number of one of {}", fmt::join(field.choices, ", "));
}

bool are_utf8(std::span<const std::string_view> texts) {
    return std::all_of(texts.begin(), texts.end(), is_utf8);
}

}  // namespace

std::string_view RawColumn::text_at(std::size_t row) const {
    if (row >= ends.size()) return {};
    const std::uint64_t from = ends.begin_of(row);
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

bool is_of_kind(const FieldInfo& field, FieldType type, std::span<const std::string> choices) {
    return field.type == type &&
           std::equal(field.choices.begin(), field.choices.end(), choices.begin(), choices.end());
}

std::size_t RawTable::column_for(const FieldInfo& field) {
    if (const RawColumn* known = find(field.name)) {
        if (!is_of_kind(field, known->type, known->choices))
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "field '{}' of table '{}' was added before with values of another kind",
                    known->name, name_)};
        return static_cast<std::size_t>(known - columns_.data());
    }
    if (!is_utf8(name_) || !is_utf8(field.name) || !are_utf8(field.choices))
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format(
                "field '{}' of table '{}' has a name, or choices, that are not UTF-8", field.name,
                name_)};
    RawColumn column{field};
    if (column.range.is_open()) column.range = range_in_library(name_, field.name);
    if (field.type == FieldType::text && !field.identity)
        column.dictionary = &(*dictionaries_)[std::string{field.domain}];
    columns_.push_back(std::move(column));
    return columns_.size() - 1;
}

/// Makes the column as long as the rows with `n` new ones.
template <class T>
T* RawTable::make_room(const Adding& adding, std::vector<T>& values, std::size_t n, T missing) {
    if (values.capacity() < adding.first + n)
        values.reserve((std::max)({expected_rows_, adding.first + n, 2 * values.capacity()}));
    values.resize(adding.first + n, missing);
    return values.data() + adding.first;
}

/// A column without values so far stays short if all the new ones are missing too.
template <class T>
void RawTable::append_values(
    const Adding& adding, std::vector<T>& values, std::span<const T> added, T missing) {
    const auto is_missing = [missing](T value) { return value == missing; };
    if (std::all_of(added.begin(), added.end(), is_missing)) return;
    std::copy(added.begin(), added.end(), make_room(adding, values, added.size(), missing));
}

void RawTable::append_texts(
    Adding& adding, RawColumn& column, std::span<const std::string_view> texts) {
    if (std::all_of(texts.begin(), texts.end(), [](auto text) { return text.empty(); })) return;
    if (column.dictionary->intern(
            texts, make_room(adding, column.small, texts.size(), missing_code)))
        return;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (!is_utf8(texts[i])) refuse(adding, i, column, texts[i], no_utf8);
}

void RawTable::append_ids(
    Adding& adding, RawColumn& column, std::span<const std::string_view> ids) {
    // Records of a type without ids may lie between.
    column.ends.reserve((std::max)(expected_rows_, adding.first + ids.size()));
    column.ends.resize(adding.first);
    const std::uint64_t begin = column.ends.back();
    std::uint64_t end = begin;
    for (const std::string_view id : ids)
        column.ends.push_back(end += id.size());
    if (column.text.capacity() < end && adding.first > 0)
        column.text.reserve((std::max)(
            {std::size_t{end}, 2 * column.text.capacity(),
             expected_rows_ * (begin / adding.first + 1)}));
    column.text.resize(end);
    char* to = column.text.data() + begin;
    for (const std::string_view id : ids)
        to = copy_text(id, to);
    // All at once, which takes no time. Of UTF-8 that would not do: two halves make a whole.
    if (is_ascii({column.text.data() + begin, static_cast<std::size_t>(end - begin)})) return;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (!is_utf8(ids[i])) refuse(adding, i, column, ids[i], no_utf8);
}

void RawTable::append_money(Adding& adding, RawColumn& column, std::span<const Money> added) {
    std::array<std::int64_t, batch> numbers;
    for (std::size_t i = 0; i < added.size(); ++i) {
        numbers[i] = added[i].minor();
        const Currency currency = added[i].currency();
        if (numbers[i] == missing_number) continue;
        if (currency_.is_none()) currency_ = currency;
        if (currency == currency_ && !currency.is_none()) continue;
        if (currency.is_none()) {
            refuse(adding, i, column, to_text(added[i]), without_currency);
            numbers[i] = missing_number;
        } else {
            column.currencies.emplace(static_cast<std::uint32_t>(adding.first + i), currency);
        }
    }
    append_values(
        adding, column.numbers, std::span<const std::int64_t>{numbers}.first(added.size()),
        missing_number);
}

void RawTable::append_credits(
    Adding& adding, const RawColumn& column, std::span<const std::span<const Credit>> added) {
    for (std::size_t i = 0; i < added.size(); ++i) {
        if (added[i].empty()) continue;
        std::vector<Credit> credits{added[i].begin(), added[i].end()};
        for (Credit& credit : credits)
            if (!is_utf8(credit.rep)) {
                refuse(adding, i, column, credit.rep, no_utf8);
                credit.rep.clear();  // nobody's part: the others keep theirs
            }
        credits_.emplace(static_cast<std::uint32_t>(adding.first + i), std::move(credits));
    }
}

void RawTable::append(
    Adding& adding,
    RawColumn& column,
    const FieldInfo& field,
    std::span<const void* const> records) {
    const std::size_t n = records.size();
    const auto read = [&](auto& cells) {
        using Cell = typename std::decay_t<decltype(cells)>::value_type;
        read_cells(field, records, cells.data(), [&](std::size_t i, const Cell& cell) {
            // Texts and credits have cells in any case.
            if constexpr (requires { text_of(field, cell); })
                refuse(adding, i, column, text_of(field, cell), reason_of(field));
        });
        return std::span<const Cell>{cells}.first(n);
    };
    switch (field.type) {
        case FieldType::text: {
            std::array<std::string_view, batch> cells;
            return column.identity ? append_ids(adding, column, read(cells))
                                   : append_texts(adding, column, read(cells));
        }
        case FieldType::choice:
        case FieldType::date: {
            std::array<std::int32_t, batch> cells;
            return append_values(adding, column.small, read(cells), column.none());
        }
        case FieldType::decimal:
        case FieldType::integer: {
            std::array<std::int64_t, batch> cells;
            return append_values(adding, column.numbers, read(cells), missing_number);
        }
        case FieldType::money: {
            std::array<Money, batch> cells;
            return append_money(adding, column, read(cells));
        }
        case FieldType::credits: {
            std::array<std::span<const Credit>, batch> cells;
            return append_credits(adding, column, read(cells));
        }
    }
}

/// Takes back values of rows that were not added in the end.
void RawTable::forget_behind() {
    const auto is_behind = [&](const auto& of_row) { return of_row.first >= rows_; };
    const auto shorten = [&](auto& values) {
        if (values.size() > rows_) values.resize(rows_);
    };
    for (RawColumn& column : columns_) {
        shorten(column.small);
        shorten(column.numbers);
        shorten(column.ends);
        std::erase_if(column.currencies, is_behind);
    }
    std::erase_if(credits_, is_behind);
}

/// Where rows come from that are about to be added.
void RawTable::add_segment(const Provenance& provenance) {
    const auto& lines = provenance.lines;
    Segment segment{rows_, as_utf8(provenance.file), {}, 1};
    const bool are_in_order = std::adjacent_find(lines.begin(), lines.end(), [](auto a, auto b) {
                                  return b != a + 1;
                              }) == lines.end();
    // Line after line, as files mostly are: the first one tells all.
    if (!lines.empty() && are_in_order && !segment.file.empty())
        segment.first_number = lines.front();
    else
        segment.lines.assign(lines.begin(), lines.end());
    if (!segments_.empty() && !lines.empty() && segment.lines.empty()) {
        const Segment& before = segments_.back();
        if (before.lines.empty() && before.file == segment.file &&
            before.number(rows_) == segment.first_number)
            return;
    }
    segments_.push_back(std::move(segment));
}

void RawTable::add(const RowSource& records, const Provenance& provenance, unsigned threads) {
    if (rows_ + records.size() > (std::numeric_limits<std::uint32_t>::max)() - 1)
        throw Error{
            ErrorCode::overflow, fmt::format("table '{}' has more than 4 billion records", name_)};
    if (!provenance.lines.empty() && provenance.lines.size() != records.size())
        throw Error{
            ErrorCode::invalid_argument, fmt::format(
                                             "there are {} records and the lines of {}",
                                             records.size(), provenance.lines.size())};
    entries_.add(rows_, records.size(), provenance);
    add_segment(provenance);
    // A table without records has its columns as well.
    std::vector<FieldTarget> targets;
    for (const FieldInfo& field : records.type().fields)
        if (!field.is_made) targets.push_back({&field, column_for(field)});
    expected_rows_ = (std::max)(expected_rows_, rows_ + records.size());
    const bool is_one_part = threads == 1 || records.size() < rows_worth_a_thread;
    const auto parts = is_one_part ? std::vector<std::vector<FieldTarget>>{targets}
                                   : field_parts(targets, columns_, threads);
    std::vector<std::vector<Fault>> faults(parts.size());
    const auto add_part = [&](std::size_t part) {
        std::array<const void*, batch> addresses;
        Adding adding{rows_};
        for (std::size_t first = 0; first < records.size(); first += batch) {
            const std::size_t n = (std::min)(batch, records.size() - first);
            records.addresses(first, n, addresses.data());
            for (const auto& [field, column] : parts[part])
                append(adding, columns_[column], *field, std::span{addresses}.first(n));
            adding.first += n;
        }
        faults[part] = std::move(adding.faults);
    };
    try {
        in_parallel(threads, parts.size(), add_part);
    } catch (...) {
        forget_behind();
        throw;
    }
    rows_ += records.size();
    std::vector<Fault> all;
    for (std::vector<Fault>& some : faults)
        std::move(some.begin(), some.end(), std::back_inserter(all));
    report_faults(std::move(all));
}

void RawTable::clear_value(RawColumn& column, std::size_t row) {
    if (column.type == FieldType::credits) {
        credits_.erase(static_cast<std::uint32_t>(row));
    } else if (column.is_small()) {
        if (row < column.small.size()) column.small[row] = column.none();
    } else {
        if (row < column.numbers.size()) column.numbers[row] = missing_number;
        column.currencies.erase(static_cast<std::uint32_t>(row));
    }
}

void RawTable::forget_owner(std::size_t row) {
    credits_.erase(static_cast<std::uint32_t>(row));
    if (RawColumn* rep = find("rep")) clear_value(*rep, row);
}

OriginRows RawTable::origins(std::vector<std::string>& files) const {
    OriginRows origins;
    origins.numbers.reserve(rows_);
    origins.files.reserve(rows_);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const Segment& segment = segments_[i];
        const std::size_t end = i + 1 < segments_.size() ? segments_[i + 1].first_row : rows_;
        const bool has_lines = !segment.file.empty() || !segment.lines.empty();
        if (has_lines && segment.first_row < end)
            origins.files.resize(end, add_files(files, std::span{&segment.file, 1}).front());
        else
            origins.files.resize(end, OriginRows::no_file);
        for (std::size_t row = segment.first_row; row < end; ++row)
            origins.numbers.push_back(
                static_cast<std::int64_t>(has_lines ? segment.line(row) : added_before_ + row + 1));
    }
    return origins;
}

}  // namespace saleskpi::inline v0_3::detail
