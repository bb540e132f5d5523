// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether a text without blanks at its ends says yes, or no, in any case: in one of several languages, as
/// programs write it, or by words of one's own. No value for any other text.
std::optional<bool> says_yes(
    std::string_view text,
    std::span<const std::string> yes = {},
    std::span<const std::string> no = {});

}  // namespace saleskpi::inline v0_3::detail
