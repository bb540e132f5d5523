// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sales_report {

/// "; did you mean region?" with the most similar of the names, or nothing if none is similar.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> names);

}  // namespace sales_report
