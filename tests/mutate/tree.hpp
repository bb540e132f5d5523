// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <string>
#include <vector>

namespace mutate {

/// The folders of src whose mutants are drawn.
const std::vector<std::string>& folders();

/// Copies the project into a tree, all mutants of its folders in it, and lists them in mutants.txt.
void write_tree(const std::string& top, const std::string& tree);

/// A mutant of the list; `title` is that of one that is always tried.
struct Listed {
    Mutation mutation;
    std::string title;
    std::string file_hash;

    std::string folder() const;
    std::string key() const { return mutation.place() + '\t' + mutation.what + '\t' + file_hash; }
};
std::vector<Listed> read_list(const std::string& tree);

}  // namespace mutate
