// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>

#include <string>

namespace fuzz {

/// A table in every format that there is, one after the other.
std::string in_all_formats(const saleskpi::Table& table);

}  // namespace fuzz
