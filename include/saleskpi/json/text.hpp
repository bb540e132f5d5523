// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace saleskpi::inline v0_3 {

/// A document as text, two spaces deep, with a line feed at its end. What a terminal would obey and
/// not show is written as an escape, "\u009b", and so read back as it was. Bytes that are no UTF-8, for
/// which JSON has no form, become U+FFFD.
std::string json_text(const nlohmann::json& document);

}  // namespace saleskpi::inline v0_3
