// SPDX-License-Identifier: MIT
#include "measure.hpp"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace bench {

double seconds(const std::function<void()>& run) {
    const auto start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

const double& Race::add(std::function<void()> run, std::function<void()> before) {
    return runners_.emplace_back(Runner{std::move(run), std::move(before)}).median;
}

void Race::go(int rounds) {
    for (int round = 0; round < rounds; ++round)
        for (Runner& runner : runners_) {
            if (runner.before) runner.before();
            runner.times.push_back(seconds(runner.run));
        }
    for (Runner& runner : runners_)
        runner.median = bench::median(runner.times);
}

double memory(const char* what) {
    std::FILE* status = std::fopen("/proc/self/status", "r");
    if (!status) return 0;
    char line[256];
    std::size_t kilobytes = 0;
    while (std::fgets(line, sizeof line, status))
        if (std::strncmp(line, what, std::strlen(what)) == 0)
            std::sscanf(line + std::strlen(what), "%zu", &kilobytes);
    std::fclose(status);
    return static_cast<double>(kilobytes) * 1024;
}

void reset_memory() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
    if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w")) {
        std::fputs("5", file);
        std::fclose(file);
    }
}

}  // namespace bench
