// SPDX-License-Identifier: MIT
#include "load/file_reach.hpp"

#include "load/byte_sources.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <string>
#include <system_error>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether a path leads to something below a folder, both without links. The names are compared, and
/// not the texts: "data2" is not below "data".
bool is_below(const std::filesystem::path& file, const std::filesystem::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first ==
           folder.end();
}

}  // namespace

void FileReach::check(const std::filesystem::path& file) const {
    std::error_code error;
    if (!allows_outside_) {
        const auto folder = std::filesystem::canonical(folder_, error);
        const auto place = error ? file : std::filesystem::weakly_canonical(file, error);
        if (error) fail_to_read(file, error.message());
        if (!is_below(place, folder))
            throw Error{
                ErrorCode::outside_folder,
                file.string() + ": lies outside of the folder of the data"};
    }
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    // A missing file, or a directory, is reported when it is opened.
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
        !std::filesystem::is_directory(status))
        fail_to_read(file, "it is not a plain file");
}

}  // namespace saleskpi::inline v0_3::detail
