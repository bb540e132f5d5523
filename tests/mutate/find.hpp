// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <string>
#include <vector>

namespace mutate {

/// All changes that could be made to a file, in the order of the file: operators, their bounds and
/// conditions turned round, numbers by one more or less, statements and early returns left out. What
/// only the compiler computes is left alone.
Mutations find_mutations(
    const std::string& top, const std::string& file, const std::vector<std::string>& flags);

}  // namespace mutate
