// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <string>
#include <vector>

namespace mutate {

/// A mutant that each run tries, whatever is drawn. Found by what stands in the line, so that it
/// stays the same when lines move.
struct Named {
    std::string title;
    std::string file;
    std::string line;  ///< the line holds this text
    std::string what;  ///< and the mutation is this one
};

/// From the file named.txt.
std::vector<Named> read_named(const std::string& path);

/// The mutations of the file that have a name. Throws if one of them is not to be found.
Mutations named_of(
    const std::vector<Named>& named,
    const std::string& file,
    const std::string& text,
    const Mutations& all);

/// The title; empty if it has none.
std::string title_of(
    const std::vector<Named>& named, const std::string& text, const Mutation& mutation);

}  // namespace mutate
