// SPDX-License-Identifier: MIT
#include "temporary.hpp"

#include <random>
#include <string>
#include <system_error>

namespace bench {

TemporaryFolder::TemporaryFolder() {
    const auto name = "saleskpi_bench_" + std::to_string(std::random_device{}());
    path_ = std::filesystem::temp_directory_path() / name;
    std::filesystem::create_directory(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace bench
