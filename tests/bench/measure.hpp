// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <vector>

namespace bench {

/// The median of the seconds that several runs of a function take.
template <class F>
double seconds(F&& run, int runs = 5) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        run();
        times.push_back(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// A line of /proc/self/status in bytes ("VmRSS:", "VmHWM:"); 0 where there is none.
inline std::size_t memory(const char* what) {
    std::FILE* status = std::fopen("/proc/self/status", "r");
    if (!status) return 0;
    char line[256];
    std::size_t kilobytes = 0;
    while (std::fgets(line, sizeof line, status))
        if (std::strncmp(line, what, std::strlen(what)) == 0)
            std::sscanf(line + std::strlen(what), "%zu", &kilobytes);
    std::fclose(status);
    return kilobytes * 1024;
}

/// Forgets the peak of memory so far, where the system can.
inline void reset_peak() {
    if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w")) {
        std::fputs("5", file);
        std::fclose(file);
    }
}

}  // namespace bench
