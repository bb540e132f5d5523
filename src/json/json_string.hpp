// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A document as text: `indent` spaces deep, or in one line if that is -1. What a terminal would obey
/// and not show is an escape, bytes that are no UTF-8 are U+FFFD.
std::string dumped(const nlohmann::json& document, int indent = -1);

/// A text in its quotes, written in the same way.
void append_json_string(std::string& json, std::string_view text);
std::string json_string(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
