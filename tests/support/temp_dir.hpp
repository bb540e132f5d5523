// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>

/// A folder of its own for one test, gone when the test is over.
class TempDir {
public:
    TempDir() {
        std::random_device random;
        do
            path_ = std::filesystem::temp_directory_path() /
                    ("saleskpi_test_" + std::to_string(random()));
        while (!std::filesystem::create_directory(path_));
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file, byte by byte, and returns its path.
    std::filesystem::path file(const std::string& name, std::string_view content) const {
        const std::filesystem::path path = path_ / name;
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out{
            std::fopen(path.string().c_str(), "wb"), &std::fclose};
        if (!out || std::fwrite(content.data(), 1, content.size(), out.get()) != content.size())
            throw std::filesystem::filesystem_error{
                "cannot write a test file", path, std::make_error_code(std::errc::io_error)};
        return path;
    }

private:
    std::filesystem::path path_;
};
