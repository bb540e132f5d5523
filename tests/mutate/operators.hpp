// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace mutate {

/// What an operator of two operands is replaced by.
std::vector<std::string> other_operators(const std::string& op);

/// What a function is replaced by; empty if by none.
std::string other_function(const std::string& name);

}  // namespace mutate
