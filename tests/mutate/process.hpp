// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mutate {

struct Run {
    bool succeeded = false;
    bool timed_out = false;
    int signal = 0;
    std::string output;
};

/// Runs a program in a folder, with some more in its environment, for so many seconds at most.
Run run(
    const std::string& folder,
    const std::vector<std::string>& command,
    const std::map<std::string, std::string>& environment,
    double seconds);

}  // namespace mutate
