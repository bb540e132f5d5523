// SPDX-License-Identifier: MIT
// What the fuzz programs ask, of the files that they begin with and of those in which they once found a
// fault.
#include "catch.hpp"
#include "fuzz/targets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(std::string_view target) {
    const fs::path folder = fs::path{SALESKPI_SOURCE_DIR} / "tests" / "fuzz" / "corpus" / target;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder})
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::uint8_t> bytes_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

}  // namespace

TEST_CASE("what the fuzz programs ask holds of the files that they begin with") {
    for (const fuzz::Target& target : fuzz::targets) {
        const std::vector<fs::path> files = files_of(target.name);
        CHECK(files.size() >= 3);
        for (const fs::path& file : files) {
            INFO(file.string());
            const std::vector<std::uint8_t> bytes = bytes_of(file);
            CHECK_NOTHROW(target.run(bytes));
            // And of their beginnings.
            for (const std::size_t part : {2U, 3U, 5U})
                CHECK_NOTHROW(target.run(fuzz::Bytes{bytes}.first(bytes.size() / part)));
        }
    }
}

TEST_CASE("what does not hold is seen") {
    CHECK_THROWS_AS(fuzz::require(false, "something"), fuzz::Broken);
    CHECK_NOTHROW(fuzz::require(true, "something"));
}
