// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace saleskpi_test {

/// Every kind of aggregate of the library, as formulas: of what happened, and of what is there at a day.
std::vector<std::string> aggregate_calls();

}  // namespace saleskpi_test
