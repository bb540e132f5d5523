// SPDX-License-Identifier: MIT
#include "judgements.hpp"

#include "files.hpp"

#include <filesystem>
#include <stdexcept>

namespace mutate {

Judgements::Judgements(const std::string& path) {
    if (!std::filesystem::exists(path)) return;
    for (const std::string& line : lines_of(read_file(path))) {
        if (line.empty() || line.starts_with('#')) continue;
        lines_.push_back(split(line, '\t'));
        if (lines_.back().size() != 4) throw std::runtime_error{path + ": not four parts: " + line};
    }
}

std::string Judgements::of(const std::string& top, const Mutation& mutation) const {
    std::string text;
    for (const auto& line : lines_) {
        if (line[0] != mutation.file || line[2] != mutation.what) continue;
        if (text.empty()) {
            const auto all = lines_of(read_file(top + "/" + mutation.file));
            if (mutation.line > 1) text = all.at(mutation.line - 2) + "\n";
            text += all.at(mutation.line - 1);
        }
        if (text.find(line[1]) != std::string::npos) return line[3];
    }
    return {};
}

}  // namespace mutate
