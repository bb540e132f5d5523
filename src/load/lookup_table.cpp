// SPDX-License-Identifier: MIT
#include "load/lookup_table.hpp"

#include "load/byte_sources.hpp"
#include "load/gzip_source.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Hands the two wanted cells of each row on, and makes an error of everything that is wrong: in a
/// record a bad value concerns that record, but in a lookup it concerns all that would have used it.
template <class Take>
class PairSink final : public RowSink {
public:
    PairSink(const std::string& file, std::array<std::string, 2> wanted, Take take)
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
        if (!cells[0].text.empty()) take_(cells[0].text, cells[1].text);
    }
    void reject(std::size_t line, std::string_view value, std::string_view reason) override {
        throw Error{
            ErrorCode::unreadable_file, file_ + ", line " + std::to_string(line) + ": '" +
                                            shown(value) + "' " + std::string{reason}};
    }

private:
    std::string file_;
    std::array<std::string, 2> wanted_;
    Take take_;
};

}  // namespace

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

LookupTable::LookupTable(
    const std::filesystem::path& path,
    const Lookup& lookup,
    const FileFormat& format,
    const TableMapping& mapping) {
    const std::array<std::string, 2> wanted{lookup.key, lookup.value};
    ReadRequest request;
    request.file = path.string();
    request.table = path.stem().string();
    request.columns = wanted;
    request.delimiter = mapping.delimiter;
    request.layout.encoding = mapping.layout.encoding;
    request.layout.is_parted_by_blanks = mapping.layout.is_parted_by_blanks;
    request.layout.aliases = mapping.layout.aliases;
    request.max_record_bytes = default_max_record_bytes;
    PairSink sink{request.file, wanted, [&](std::string_view key, std::string_view value) {
                      const auto [known, is_new] = values_.try_emplace(std::string{key}, value);
                      if (!is_new && known->second != value)
                          throw Error{
                              ErrorCode::invalid_mapping,
                              request.file + ": '" + shown(key) + "' stands for both '" +
                                  shown(known->second) + "' and '" + shown(value) + "'"};
                  }};
    format.read(*open_text(path, request.file, {}, request.layout), request, sink);
}

std::optional<std::string_view> LookupTable::find(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

const LookupTable& LookupTables::get(const Lookup& lookup) {
    for (const Entry& entry : entries_)
        if (entry.lookup.file == lookup.file && entry.lookup.key == lookup.key &&
            entry.lookup.value == lookup.value)
            return *entry.table;
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
