// SPDX-License-Identifier: MIT
#pragma once

#include "load/parse_value.hpp"

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The sign or the ISO code of a currency that begins, or ends, the text; empty for none.
std::string_view first_currency(std::string_view text);
std::string_view last_currency(std::string_view text);

/// Which currency such a sign or code means, in a record. Returns why nobody knows, or why it cannot be.
std::string find_currency(std::string_view written, const RowContext& row, Currency& currency);

}  // namespace saleskpi::inline v0_3::detail
