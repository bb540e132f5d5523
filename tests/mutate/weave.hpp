// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <string>
#include <utility>
#include <vector>

namespace mutate {

/// A source in which each mutation stands beside the original, behind its number. Lines keep their
/// numbers.
struct Woven {
    std::string text;
    /// What was written for which mutations: their alternatives, and what is around them.
    std::vector<std::pair<Range, std::vector<int>>> written;

    /// The numbers of those that a byte of the text is of: of the narrowest; none if it is as it was.
    std::vector<int> at(std::size_t byte) const;

    static constexpr std::size_t lines_on_top = 2;
    /// The line of the source that a byte of the text is in.
    std::size_t line(std::size_t byte) const;
};

/// `mutations` are those of one file, in its order.
Woven weave(const std::string& source, const Mutations& mutations);

}  // namespace mutate
