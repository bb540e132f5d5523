// SPDX-License-Identifier: MIT
#include "load/byte_sources.hpp"

#include <saleskpi/value/error.hpp>

#include <cerrno>
#include <system_error>
#include <utility>

namespace saleskpi::inline v0_3::detail {

void fail_to_read(const std::filesystem::path& path, const std::string& why) {
    throw Error{ErrorCode::unreadable_file, path.string() + ": cannot be read: " + why};
}

FileSource::FileSource(
    const std::filesystem::path& path,
    std::string name,
    std::function<void(const LoadProgress&)> progress)
    : name_{std::move(name)}, progress_{std::move(progress)} {
    std::error_code error;
    // On Linux a directory can be opened, and only reading from it fails.
    if (std::filesystem::is_directory(path, error)) fail_to_read(path, "it is a directory");
    file_.reset(std::fopen(path.string().c_str(), "rb"));
    if (!file_) fail_to_read(path, std::generic_category().message(errno));
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!error) total_ = size;
    if (!error && size == 0 && std::filesystem::is_regular_file(path, error))
        throw Error{ErrorCode::empty_file, path.string() + ": is empty"};
}

std::size_t FileSource::read(char* to, std::size_t n) {
    const std::size_t got = std::fread(to, 1, n, file_.get());
    if (got < n && std::ferror(file_.get()) != 0)
        throw Error{
            ErrorCode::unreadable_file,
            name_ + ": cannot be read any further: " + std::generic_category().message(errno)};
    done_ += got;
    if (progress_) progress_({name_, done_, total_});
    return got;
}

}  // namespace saleskpi::inline v0_3::detail
