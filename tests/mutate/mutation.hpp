// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mutate {

/// A run of bytes of a source: [begin, end).
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Range&) const = default;
    bool holds(std::size_t at) const { return begin <= at && at < end; }
    bool holds(const Range& other) const { return begin <= other.begin && other.end <= end; }
};

/// One small change of a source.
struct Mutation {
    enum class How {
        expression,  ///< another expression in the place of one
        condition,   ///< the same, where both are read as true or false
        statement    ///< a statement, with its semicolon, is left out
    };
    int number = 0;
    std::string file;  ///< from the top of the project
    std::size_t line = 0;
    std::size_t column = 0;
    std::string what;  ///< in words: "< -> <="
    How how = How::expression;
    Range range;
    std::string text;  ///< what stands there instead

    /// The same from run to run, as long as what stands above it in the file does not change.
    std::string place() const {
        return file + ":" + std::to_string(line) + ":" + std::to_string(column);
    }
};

using Mutations = std::vector<Mutation>;

}  // namespace mutate
