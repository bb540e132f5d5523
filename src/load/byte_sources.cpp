// SPDX-License-Identifier: MIT
#include "load/byte_sources.hpp"

#include "load/encoding.hpp"
#include "load/gzip_source.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace saleskpi::inline v0_3::detail {

void fail_to_read(const std::filesystem::path& path, const std::string& why) {
    throw Error{ErrorCode::unreadable_file, path.string() + ": cannot be read: " + why};
}

FileSource::FileSource(const std::filesystem::path& path, std::string name)
    : name_{std::move(name)} {
    std::error_code error;
    // On Linux a directory can be opened, and only reading from it fails.
    if (std::filesystem::is_directory(path, error)) fail_to_read(path, "it is a directory");
    file_.reset(std::fopen(path.string().c_str(), "rb"));
    if (!file_) fail_to_read(path, std::generic_category().message(errno));
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!error) size_ = size;
    if (!error && size == 0 && std::filesystem::is_regular_file(path, error))
        throw Error{ErrorCode::empty_file, path.string() + ": is empty"};
}

std::size_t FileSource::read(char* to, std::size_t n) {
    const std::size_t got = std::fread(to, 1, n, file_.get());
    if (got < n && std::ferror(file_.get()) != 0)
        throw Error{
            ErrorCode::unreadable_file,
            name_ + ": cannot be read any further: " + std::generic_category().message(errno)};
    return got;
}

bool is_workbook(const std::filesystem::path& path) {
    constexpr std::array<std::string_view, 5> extensions{".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"};
    const std::string own = path.extension().string();
    return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view extension) {
        return same_word(own, extension);
    });
}

std::unique_ptr<ByteSource> open_text(
    const std::filesystem::path& path,
    const std::string& name,
    std::function<void(const LoadProgress&)> progress,
    const FileLayout& layout,
    std::string* by_mark) {
    if (is_workbook(path))
        fail_to_read(
            path, "it is a workbook: save its sheet as CSV UTF-8 (comma delimited), and load that");
    auto file = std::make_unique<FileSource>(path, name);
    const std::uint64_t size = file->size();
    std::unique_ptr<ByteSource> source = std::move(file);
    if (progress)
        source =
            std::make_unique<CountedSource>(std::move(source), name, size, std::move(progress));
    return text_of(std::move(source), name, layout, by_mark);
}

std::unique_ptr<ByteSource> text_of(
    std::unique_ptr<ByteSource> source,
    const std::string& name,
    const FileLayout& layout,
    std::string* by_mark) {
    if (is_gzip(name)) source = unpacked(std::move(source), name);
    return decoded(std::move(source), layout, name, by_mark);
}

}  // namespace saleskpi::inline v0_3::detail
