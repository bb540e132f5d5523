// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sales_report {

/// Writes to standard output. Throws Error unwritable_file.
void write_to_terminal(std::string_view text);

/// Writes to a file, which holds what it held before until all is written. What is no plain file, such
/// as a device or a pipe, is written to as it is; of a link, what it leads to. Throws Error
/// unwritable_file, also for a file that is one of the inputs.
void write_to_file(
    std::string_view text,
    const std::filesystem::path& file,
    std::span<const std::filesystem::path> inputs);

}  // namespace sales_report
