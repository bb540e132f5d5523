// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

/// Threads: who writes to a sink calls it from the thread that asked for the text, chunk after chunk.
namespace saleskpi::inline v0_3 {

/// Where a text goes that may be too long to be held: into a file, a connection, a string. It is given
/// chunks of 64 KB and more, the last one shorter, which follow each other and are gone after the call.
/// A chunk may end within a character. What a sink throws ends the writing and reaches the caller.
///
///     std::ofstream file{"report.csv", std::ios::binary};
///     write_csv(report, [&](std::string_view chunk) { file << chunk; });
using TextSink = std::function<void(std::string_view)>;

}  // namespace saleskpi::inline v0_3
