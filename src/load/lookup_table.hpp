// SPDX-License-Identifier: MIT
#pragma once

#include "book/text_hash.hpp"
#include "load/file_reach.hpp"

#include <saleskpi/load/load.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The format of a file: by its extension, else the first one.
const FileFormat& format_of(const std::filesystem::path& path, std::span<const FileFormat> formats);

/// The day of a date in one of the formats.
std::optional<std::int32_t> day_of(std::string_view text, std::span<const std::string> formats);

/// Several columns as one key. Empty if one of them is.
std::string key_of(std::span<const std::string_view> parts);

/// Columns of a file, from key to value.
class LookupTable {
public:
    /// Throws Error missing_column, unreadable_file for a day or a number that is none, and invalid_mapping for a key that
    /// stands for two values.
    LookupTable(
        const std::filesystem::path& path,
        const Lookup& lookup,
        const FileFormat& format,
        const TableMapping& mapping);

    /// No value for an unknown key; an empty one where the file leaves it open.
    std::optional<std::string_view> find(std::string_view key) const;
    /// That of a day, of rows that begin on days.
    std::optional<std::string_view> find(std::string_view key, std::int32_t day) const;
    /// What its values are for those who read them.
    Cell::Kind kind() const { return is_number_ ? Cell::Kind::number : Cell::Kind::text; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return text_hash(text); }
    };
    template <class T>
    using ByKey = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    std::string value_of(const Lookup& lookup, std::size_t line, const Cell& cell) const;
    void add(
        const Lookup& lookup, const NumberFormat& format, std::string key, std::string_view value);

    std::string file_;
    bool is_number_ = false;
    ByKey<std::string> values_;
    ByKey<std::map<std::int32_t, std::string>> by_day_;  // by first day
};

/// The lookups of one load; each file is read once for each pair of columns.
class LookupTables {
public:
    /// Files are named relative to the folder, and read within the reach.
    LookupTables(
        std::filesystem::path folder,
        const FileReach& reach,
        std::span<const FileFormat> formats,
        const TableMapping& mapping)
        : folder_{std::move(folder)}, reach_{reach}, formats_{formats}, mapping_{&mapping} {}

    const LookupTable& get(const Lookup& lookup);
    /// Those that were read.
    std::vector<std::filesystem::path> files() const;

private:
    struct Entry {
        Lookup lookup;
        std::unique_ptr<LookupTable> table;
    };

    std::filesystem::path folder_;
    FileReach reach_;
    std::span<const FileFormat> formats_;
    const TableMapping* mapping_;
    std::vector<Entry> entries_;
};

}  // namespace saleskpi::inline v0_3::detail
