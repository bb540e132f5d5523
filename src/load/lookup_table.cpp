// SPDX-License-Identifier: MIT
#include "load/lookup_table.hpp"

#include "load/byte_sources.hpp"
#include "load/cell_number.hpp"
#include "load/gzip_source.hpp"
#include "load/parse_day.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Hands the wanted cells of each row on, and makes an error of everything that is wrong: in a
/// record a bad value concerns that record, but in a lookup it concerns all that would have used it.
template <class Take>
class CellSink final : public RowSink {
public:
    CellSink(const std::string& file, std::vector<std::string> wanted, Take take)
        : file_{file}, wanted_{std::move(wanted)}, take_{std::move(take)} {}

    void header(std::span<const std::string> columns) override {
        for (const std::string& column : wanted_)
            if (std::find(columns.begin(), columns.end(), column) == columns.end())
                throw Error{
                    ErrorCode::missing_column,
                    file_ + ": no column '" + column +
                        "' to look up; the file has: " + listed(columns)};
    }
    void keys(std::span<const std::string> columns) override {
        if (!columns.empty()) header(columns);
    }
    void row(std::size_t line, std::span<const Cell> cells) override {
        for (const Cell& cell : cells)
            if (!is_utf8(cell.text)) reject(line, cell.text, "is not UTF-8");
        take_(line, cells);
    }
    void reject(std::size_t line, std::string_view value, std::string_view reason) override {
        throw Error{
            ErrorCode::unreadable_file, file_ + ", line " + std::to_string(line) + ": '" +
                                            shown(value) + "' " + std::string{reason}};
    }

private:
    std::string file_;
    std::vector<std::string> wanted_;
    Take take_;
};

/// Of the file of a look-up: what that does not say, the table does.
FileLayout layout_of(const Lookup& lookup, const TableMapping& mapping, char& delimiter) {
    FileLayout layout = lookup.layout;
    if (layout.encoding.empty()) layout.encoding = mapping.layout.encoding;
    if (layout.aliases.empty()) layout.aliases = mapping.layout.aliases;
    delimiter = lookup.delimiter;
    if (delimiter == delimiter_of_header && !layout.is_parted_by_blanks) {
        delimiter = mapping.delimiter;
        layout.is_parted_by_blanks = mapping.layout.is_parted_by_blanks;
    }
    return layout;
}

/// Whether two look-ups make one table of a file.
bool is_of_one_table(Lookup one, const Lookup& other) {
    one.by = other.by;
    one.day = other.day;
    one.goes_before = other.goes_before;
    one.may_be_missing = other.may_be_missing;
    return one == other;
}

constexpr std::int32_t first_of_all = (std::numeric_limits<std::int32_t>::min)();

}  // namespace

std::optional<std::int32_t> day_of(std::string_view text, std::span<const std::string> formats) {
    const auto day = written_day(text, formats);
    return day ? std::optional{static_cast<std::int32_t>(day->time_since_epoch().count())}
               : std::nullopt;
}

const FileFormat& format_of(
    const std::filesystem::path& path, std::span<const FileFormat> formats) {
    if (formats.empty())
        throw Error{ErrorCode::invalid_argument, "the options of a load name no file format"};
    const std::string extension = without_gzip(path).extension().string();
    for (const FileFormat& format : formats)
        for (const std::string_view known : format.extensions)
            if (same_word(extension, known)) return format;
    return formats.front();
}

std::string key_of(std::span<const std::string_view> parts) {
    constexpr char between = '\x1F';  // which no file has
    std::string key;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (trimmed(parts[i]).empty()) return {};
        if (i > 0) key += between;
        key += parts[i];
    }
    return key;
}

LookupTable::LookupTable(
    const std::filesystem::path& path,
    const Lookup& lookup,
    const FileFormat& format,
    const TableMapping& mapping)
    : file_{path.string()} {
    std::vector<std::string> wanted = lookup.key;
    wanted.push_back(lookup.value);
    if (!lookup.from.empty()) wanted.push_back(lookup.from);
    ReadRequest request;
    request.file = file_;
    request.table = path.stem().string();
    request.columns = wanted;
    request.layout = layout_of(lookup, mapping, request.delimiter);
    request.max_record_bytes = default_max_record_bytes;
    const std::vector<std::string>& days =
        lookup.date_formats.empty() ? mapping.date_formats : lookup.date_formats;
    is_number_ = lookup.number.has_value();
    const std::size_t keys = lookup.key.size();
    CellSink sink{
        file_, wanted, [&](std::size_t line, std::span<const Cell> cells) {
            std::vector<std::string_view> parts;
            for (std::size_t i = 0; i < keys; ++i)
                parts.push_back(cells[i].text);
            std::string key = key_of(parts);
            if (key.empty()) return;
            const std::string value = value_of(lookup, line, cells[keys]);
            if (lookup.from.empty())
                return add(
                    lookup, is_number_ ? NumberFormat{} : mapping.number, std::move(key), value);
            const std::string_view from = trimmed(cells[keys + 1].text);
            const auto day = from.empty() ? std::optional{first_of_all} : day_of(from, days);
            if (!day)
                throw Error{
                    ErrorCode::unreadable_file,
                    fmt::format("{}, line {}: '{}' is not a date", file_, line, shown(from))};
            by_day_[std::move(key)][*day] = value;
        }};
    format.read(*open_text(path, file_, {}, request.layout), request, sink);
}

/// As the file has it, or as a plain number where the look-up says how it writes numbers.
std::string LookupTable::value_of(const Lookup& lookup, std::size_t line, const Cell& cell) const {
    if (!is_number_ || trimmed(cell.text).empty()) return std::string{cell.text};
    const auto number = number_of({trimmed(cell.text), cell.kind}, *lookup.number);
    if (!number)
        throw Error{
            ErrorCode::unreadable_file,
            fmt::format("{}, line {}: '{}' is not a number", file_, line, shown(cell.text))};
    return plain_text(*number);
}

void LookupTable::add(
    const Lookup& lookup, const NumberFormat& format, std::string key, std::string_view value) {
    const auto placed = values_.try_emplace(std::move(key), value);
    const auto known = placed.first;
    const bool is_settled =
        placed.second || known->second == value || lookup.row == LookedUpRow::first;
    if (is_settled) return;
    const auto shown_key = [&] {
        std::string text = shown(known->first);
        std::replace(text.begin(), text.end(), '\x1F', ' ');
        return text;
    };
    const auto number = [&](std::string_view text) {
        const auto its = number_of_text(trimmed(text), format);
        if (!its)
            throw Error{
                ErrorCode::unreadable_file,
                fmt::format("{}: '{}' is not a number", file_, shown(text))};
        return *its;
    };
    switch (lookup.row) {
        case LookedUpRow::only:
            throw Error{
                ErrorCode::invalid_mapping, fmt::format(
                                                "{}: '{}' stands for both '{}' and '{}'", file_,
                                                shown_key(), shown(known->second), shown(value))};
        case LookedUpRow::smallest:
            if (number(value) < number(known->second)) known->second = value;
            break;
        case LookedUpRow::largest:
            if (number(value) > number(known->second)) known->second = value;
            break;
        default:
            known->second = value;
    }
}

std::optional<std::string_view> LookupTable::find(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string_view> LookupTable::find(std::string_view key, std::int32_t day) const {
    const auto found = by_day_.find(key);
    if (found == by_day_.end()) return std::nullopt;
    const auto after = found->second.upper_bound(day);
    if (after == found->second.begin()) return std::nullopt;
    return std::prev(after)->second;
}

const LookupTable& LookupTables::get(const Lookup& lookup) {
    for (const Entry& entry : entries_)
        if (is_of_one_table(entry.lookup, lookup)) return *entry.table;
    const std::filesystem::path path = folder_ / lookup.file;
    reach_.check(path);
    entries_.push_back(
        {lookup,
         std::make_unique<LookupTable>(path, lookup, format_of(path, formats_), *mapping_)});
    return *entries_.back().table;
}

std::vector<std::filesystem::path> LookupTables::files() const {
    std::vector<std::filesystem::path> all;
    for (const Entry& entry : entries_)
        all.push_back(folder_ / entry.lookup.file);
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
