// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace mutate {

std::string read_file(const std::string& path);
/// Leaves a file that says the same already as it is, so that nothing is built again for it.
void write_file(const std::string& path, const std::string& text);

std::vector<std::string> lines_of(const std::string& text);
std::vector<std::string> split(const std::string& text, char by);
std::string trimmed(const std::string& text);

/// Says what is going on.
void say(const std::string& text);

}  // namespace mutate
