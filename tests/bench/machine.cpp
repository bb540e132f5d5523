// SPDX-License-Identifier: MIT
#include "machine.hpp"

#include "duckdb.hpp"

#include <fstream>
#include <thread>

namespace bench {

namespace {

/// What follows the colon in the first line of a file that begins with a word.
std::string value_in(const char* file, const std::string& word) {
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);)
        if (line.compare(0, word.size(), word) == 0) {
            const std::size_t start = line.find_first_not_of(" \t", line.find(':') + 1);
            return start == std::string::npos ? "" : line.substr(start);
        }
    return "unknown";
}

std::string compiler() {
#if defined(__clang__)
    return "clang " __clang_version__;
#elif defined(__GNUC__)
    return "g++ " __VERSION__;
#else
    return "unknown";
#endif
}

std::string build() {
#if defined(NDEBUG)
    return "release";
#else
    return "not a release build: the times mean little";
#endif
}

}  // namespace

std::string describe_machine(const Options& options) {
    std::string text = "- machine: " + value_in("/proc/cpuinfo", "model name") + ", " +
                       std::to_string(std::thread::hardware_concurrency()) + " cores, memory " +
                       value_in("/proc/meminfo", "MemTotal") + "\n";
    text += "- compiler: " + compiler() + ", " + build() + "\n";
    text += "- deals: " + std::to_string(options.deals) +
            ", reps: " + std::to_string(options.reps) + ", medians of " +
            std::to_string(options.runs) + " runs\n";
    text += "- DuckDB: " +
            (options.duckdb.empty() ? "not available" : DuckDb{options.duckdb}.version()) + "\n";
    return text;
}

}  // namespace bench
