// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/load.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// Throws Error unreadable_file.
[[noreturn]] void fail_to_read(const std::filesystem::path& path, const std::string& why);

/// The bytes of a file. Throws Error unreadable_file for one that is missing, a directory, or not
/// permitted, and empty_file for one without a byte.
class FileSource final : public ByteSource {
public:
    FileSource(const std::filesystem::path& path, std::string name);

    std::size_t read(char* to, std::size_t n) override;
    /// In bytes; 0 where nobody knows.
    std::uint64_t size() const { return size_; }

private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::string name_;
    std::uint64_t size_ = 0;
    std::unique_ptr<std::FILE, Closer> file_;
};

/// Tells how far the bytes of a source have been read.
class CountedSource final : public ByteSource {
public:
    using Progress = std::function<void(const LoadProgress&)>;

    CountedSource(
        std::unique_ptr<ByteSource> source,
        std::string name,
        std::uint64_t total,
        Progress progress)
        : source_{std::move(source)},
          name_{std::move(name)},
          total_{total},
          progress_{std::move(progress)} {}

    std::size_t read(char* to, std::size_t n) override {
        const std::size_t got = source_->read(to, n);
        done_ += got;
        progress_({name_, done_, total_, Clock::now() - begin_});
        return got;
    }

private:
    using Clock = std::chrono::steady_clock;

    std::unique_ptr<ByteSource> source_;
    std::string name_;
    std::uint64_t done_ = 0;
    std::uint64_t total_;
    Progress progress_;
    Clock::time_point begin_ = Clock::now();
};

/// Whether the name is that of a spreadsheet program's own files.
bool is_workbook(const std::filesystem::path& path);

/// The text of a file as UTF-8, unpacked if it is packed. Throws as FileSource, and for a workbook.
std::unique_ptr<ByteSource> open_text(
    const std::filesystem::path& path,
    const std::string& name,
    std::function<void(const LoadProgress&)> progress,
    const FileLayout& layout,
    std::string* by_mark = nullptr);

/// What the bytes of a file of that name say: unpacked if they are packed, and as UTF-8.
std::unique_ptr<ByteSource> text_of(
    std::unique_ptr<ByteSource> source,
    const std::string& name,
    const FileLayout& layout,
    std::string* by_mark);

/// The bytes of a text in memory.
class TextSource final : public ByteSource {
public:
    explicit TextSource(std::string_view text) : rest_{text} {}

    std::size_t read(char* to, std::size_t n) override {
        const std::size_t copied = rest_.copy(to, n);
        rest_.remove_prefix(copied);
        return copied;
    }

private:
    std::string_view rest_;
};

}  // namespace saleskpi::inline v0_3::detail
