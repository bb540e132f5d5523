// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/text_sink.hpp>

#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace sales_report {

/// Writes a text to a sink, piece by piece.
using Writer = std::function<void(const saleskpi::TextSink&)>;

/// Of a text that is there.
Writer text_writer(std::string text);

/// Writes to standard output. Throws Error unwritable_file.
void write_to_terminal(const Writer& write);

/// Writes to a file, which holds what it held before until all is written. What is no plain file, such
/// as a device or a pipe, is written to as it is; of a link, what it leads to. Throws Error
/// unwritable_file, also for a file that is one of the inputs.
void write_to_file(
    const Writer& write,
    const std::filesystem::path& file,
    std::span<const std::filesystem::path> inputs);

}  // namespace sales_report
