// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// What the program was asked for.
struct Options {
    std::size_t deals = 10'000'000;
    std::size_t reps = 2'000;
    int runs = 5;                     ///< of which the median is reported
    std::string duckdb{};             ///< path of libduckdb.so; empty: rows about it are left open
    std::string page{};               ///< the page whose tables are rewritten; empty: none
    std::vector<std::string> only{};  ///< names of measurements; empty: all
    bool large = false;               ///< also what needs much memory: 50 M deals, 200,000 reps

    bool wants(std::string_view name) const;
};

/// Throws std::runtime_error with the usage.
Options parse_options(int argc, const char* const* argv);

}  // namespace bench
