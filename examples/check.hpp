// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/core.h>

#include <cstdlib>
#include <string_view>

/// Prints a line, and ends the program with an error if it is not the expected one.
inline void show(std::string_view line, std::string_view expected) {
    fmt::print("{}\n", line);
    if (line == expected) return;
    fmt::print(stderr, "expected: {}\n", expected);
    std::exit(1);
}
