// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// The stages of one pipeline in their order. Without a name it is that of deals that name none;
/// see BookBuilder::pipeline.
struct Pipeline {
    std::string name{};
    std::vector<std::string> stages{};

    bool operator==(const Pipeline&) const = default;
};

}  // namespace saleskpi::inline v0_3
