// SPDX-License-Identifier: MIT
#include "results.hpp"

#include "files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace mutate {

namespace {

/// Which part the fields of a line.
std::string without_bars(std::string text) {
    std::replace(text.begin(), text.end(), '|', '!');
    return text;
}

}  // namespace

Results::Results(std::string path) : path_{std::move(path)} {
    if (!std::filesystem::exists(path_)) return;
    for (const std::string& line : lines_of(read_file(path_))) {
        const auto parts = split(line, '|');
        if (parts.size() == 4) known_[parts[0]] = {parts[1], parts[2], parts[3]};
    }
}

const Results::Result* Results::find(const std::string& key, const std::string& stamp) const {
    const Result* result = any(key);
    return result && (result->state == "killed" || result->stamp == stamp) ? result : nullptr;
}

const Results::Result* Results::any(const std::string& key) const {
    const auto found = known_.find(without_bars(key));
    return found == known_.end() ? nullptr : &found->second;
}

void Results::add(const std::string& key, const Result& result) {
    const std::string name = without_bars(key);
    known_[name] = result;
    std::ofstream{path_, std::ios::app} << name << '|' << result.state << '|' << result.by << '|'
                                        << result.stamp << std::endl;
}

}  // namespace mutate
