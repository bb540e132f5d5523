// SPDX-License-Identifier: MIT
#pragma once

#include "results.hpp"
#include "tree.hpp"

#include <string>
#include <vector>

namespace mutate {

/// What is asked of a run.
struct Wish {
    std::string top;
    std::string tree;
    std::uint64_t seed = 1;
    std::size_t each = 100;            ///< how many of each folder
    std::vector<std::string> folders;  ///< empty: all
    double most = 0;                   ///< seconds that a slow test case may take; 0: as it needs
    double together = 0;               ///< and all of them, of one mutant; 0: as they need
    std::string only;                  ///< if not empty, only files whose path has this text
};

/// A mutant and what became of it.
struct Tried {
    Listed listed;
    Results::Result result;
};

/// Those of a folder that the seed draws, in the order of the files.
std::vector<Listed> drawn(const Wish& wish, const std::string& folder);
/// Those that have a name.
std::vector<Listed> named(const Wish& wish);

/// Tries what is wished for, and writes down what becomes of it.
void try_sources(const Wish& wish);
void try_definitions(const Wish& wish);

/// A mutant of a definition.
struct DefinitionMutant {
    std::string id;
    std::string number;
    std::string structure;
    bool is_same = false;  ///< the same is computed: the mutation changes nothing
    std::string what;

    std::string key() const { return id + '\t' + what + '\t' + structure; }
};
std::vector<DefinitionMutant> definition_mutants(const Wish& wish);

std::string results_path(const Wish& wish);

}  // namespace mutate
