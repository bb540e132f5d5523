// SPDX-License-Identifier: MIT
#include "load/table_files.hpp"

#include "load/byte_sources.hpp"
#include "load/row_rules.hpp"

#include <algorithm>
#include <system_error>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Also a link that leads nowhere, which is no reason to leave its table out.
bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

std::vector<std::string> files_like(
    const std::filesystem::path& directory, const std::filesystem::path& pattern) {
    const std::filesystem::path folder = directory / pattern.parent_path();
    const std::string own = pattern.filename().string();
    std::vector<std::string> files;
    std::error_code error;
    std::filesystem::directory_iterator entries{folder, error};
    if (error) fail_to_read(folder, error.message());
    for (; entries != std::filesystem::directory_iterator{}; entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        std::error_code ignored;
        if (is_like(name, own) && !entries->is_directory(ignored))
            files.push_back((pattern.parent_path() / name).generic_string());
    }
    if (error) fail_to_read(folder, error.message());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<std::string> files_named(
    const std::filesystem::path& directory,
    std::string_view table,
    std::span<const FileFormat> formats) {
    std::vector<std::string> files;
    for (const FileFormat& format : formats)
        for (const std::string_view extension : format.extensions)
            for (const char* packed : {"", ".gz"}) {
                std::string file = std::string{table} + std::string{extension} + packed;
                if (is_there(directory / file)) files.push_back(std::move(file));
            }
    if (!files.empty()) return files;
    // What cannot be read should not look as if it were not there.
    const std::string workbook = std::string{table} + ".xlsx";
    if (is_there(directory / workbook)) files.push_back(workbook);
    return files;
}

std::vector<std::string> files_of(
    const std::filesystem::path& directory,
    const TableMapping& mapping,
    std::span<const FileFormat> formats) {
    if (mapping.file.empty()) return files_named(directory, mapping.table, formats);
    const std::filesystem::path file = mapping.file;
    if (file.filename().string().find_first_of("*?") == std::string::npos ||
        is_there(directory / file))
        return {mapping.file};
    return files_like(directory, file);
}

}  // namespace saleskpi::inline v0_3::detail
