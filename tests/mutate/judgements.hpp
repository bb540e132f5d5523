// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <string>
#include <vector>

namespace mutate {

/// What somebody found who looked at a survivor. Lines of a file: the source, a text that stands in
/// the line or in the one above, the mutation, and the judgement; parted by tabs.
class Judgements {
public:
    explicit Judgements(const std::string& path);

    /// Empty if nobody has looked at it.
    std::string of(const std::string& top, const Mutation& mutation) const;

private:
    std::vector<std::vector<std::string>> lines_;
};

}  // namespace mutate
