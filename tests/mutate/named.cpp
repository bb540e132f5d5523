// SPDX-License-Identifier: MIT
#include "named.hpp"

#include "files.hpp"

#include <stdexcept>

namespace mutate {

std::vector<Named> read_named(const std::string& path) {
    std::vector<Named> all;
    for (const std::string& line : lines_of(read_file(path))) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto parts = split(line, '\t');
        if (parts.size() != 4) throw std::runtime_error{path + ": not four parts: " + line};
        all.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
    return all;
}

std::string title_of(
    const std::vector<Named>& named, const std::string& text, const Mutation& mutation) {
    const std::string line = lines_of(text).at(mutation.line - 1);
    for (const Named& each : named)
        if (each.file == mutation.file && each.what == mutation.what &&
            line.find(each.line) != std::string::npos)
            return each.title;
    return {};
}

Mutations named_of(
    const std::vector<Named>& named,
    const std::string& file,
    const std::string& text,
    const Mutations& all) {
    Mutations result;
    for (const Named& each : named) {
        if (each.file != file) continue;
        bool is_found = false;
        for (const Mutation& mutation : all)
            if (!title_of({each}, text, mutation).empty()) {
                result.push_back(mutation);
                is_found = true;
            }
        if (!is_found)
            throw std::runtime_error{
                file + ": nothing to be mutated by '" + each.what + "' in a line with '" +
                each.line + "', which tests/mutate/named.txt names"};
    }
    return result;
}

}  // namespace mutate
