// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/format/terminal.hpp>
#include <saleskpi/load/load.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>

namespace sales_report {

inline constexpr double megabyte = 1e6;

inline double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / megabyte; }

/// Rounded up: "0 s left" is said of nothing that takes longer.
inline std::string time_text(std::chrono::duration<double> time) {
    const auto seconds = static_cast<long long>(std::ceil(time.count()));
    constexpr long long minute = 60;
    if (seconds < minute) return fmt::format("{} s", seconds);
    return fmt::format("{} min {} s", seconds / minute, seconds % minute);
}

/// How far the load of a file has come, for people: "reading deals.csv: 29.3 of 117.0 MB, 58.5 MB/s, 2 s left".
/// What nobody knows is left away.
inline std::string progress_text(const saleskpi::LoadProgress& progress) {
    std::string text = fmt::format("reading {}: {:.1f}", progress.file, megabytes(progress.done));
    if (progress.total > 0) text += fmt::format(" of {:.1f}", megabytes(progress.total));
    text += " MB";
    if (const auto rate = progress.bytes_per_second())
        text += fmt::format(", {:.1f} MB/s", *rate / megabyte);
    if (const auto left = progress.time_left()) text += fmt::format(", {} left", time_text(*left));
    return saleskpi::for_terminal(text);
}

}  // namespace sales_report
