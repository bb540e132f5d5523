// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <vector>

namespace bench {

/// The seconds that a function takes.
double seconds(const std::function<void()>& run);

double median(std::vector<double> values);

/// Functions that are timed in turns, so that what else the machine does falls on all of them alike.
class Race {
public:
    /// The number becomes the median of the seconds of `run` once go() has returned. Before each
    /// run, and outside of the time, `before` is called.
    const double& add(std::function<void()> run, std::function<void()> before = {});
    void go(int rounds);

private:
    struct Runner {
        std::function<void()> run, before;
        std::vector<double> times{};
        double median = 0;
    };
    std::deque<Runner> runners_;  // whose elements stay where they are
};

/// A line of /proc/self/status in bytes ("VmRSS:", "VmHWM:"); 0 where there is none.
double memory(const char* what);

/// Forgets the peak of memory so far, and gives freed memory back, where the system can.
void reset_memory();

}  // namespace bench
