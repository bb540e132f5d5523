// SPDX-License-Identifier: MIT
#pragma once

#include "catch.hpp"

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

/// What the headers of the families say of each KPI, in the fixed parts of its comment.
namespace kpi_test {

inline constexpr std::array<std::string_view, 7> comment_parts{
    "Formula    ", "Counts     ", "Date       ", "Unit       ",
    "No value   ", "Rolls up   ", "Rivals     "};

struct Commented {
    std::string id;
    std::vector<std::string> comment;  ///< its lines, without the slashes
};

/// The KPIs of a family's header with the comments above them, in the order of the text.
inline std::vector<Commented> read_header(const std::string& family) {
    std::ifstream file{SALESKPI_SOURCE_DIR "/include/saleskpi/kpi/" + family + ".hpp"};
    REQUIRE(file);
    const std::string definition = "inline constexpr auto ";
    std::vector<Commented> all;
    std::vector<std::string> comment;
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("/// ", 0) == 0) {
            comment.push_back(line.substr(4));
            continue;
        }
        const std::size_t end = line.find(" = metric(");
        if (line.rfind(definition, 0) == 0 && end != std::string::npos)
            all.push_back({line.substr(definition.size(), end - definition.size()), comment});
        comment.clear();
    }
    return all;
}

/// What follows the name of a part, such as "Rivals", in a comment; empty if there is no such part.
inline std::string part_of(const Commented& kpi, std::string_view name) {
    for (const std::string& line : kpi.comment)
        for (const std::string_view part : comment_parts)
            if (part.substr(0, name.size()) == name && line.rfind(part, 0) == 0)
                return line.substr(part.size());
    return {};
}

}  // namespace kpi_test
