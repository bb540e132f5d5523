// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <string>

namespace bench {

/// The machine, the compiler and the size of the measurement, as a list in Markdown.
std::string describe_machine(const Options& options);

}  // namespace bench
