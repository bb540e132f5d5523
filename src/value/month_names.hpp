// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Takes the name of a month off the front of the text: 1..12. Short or long, in any case, with or
/// without its accents, in English, German, French, Polish, Spanish, Italian or Portuguese.
std::optional<unsigned> take_month_name(std::string_view& text);

}  // namespace saleskpi::inline v0_3::detail
