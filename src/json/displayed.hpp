// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/quantity.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace saleskpi::inline v0_3::detail {

/// The "value" of a quantity. Whole numbers stay whole as far as every reader of JSON keeps them exact;
/// others have twelve significant digits. A day is a text.
std::variant<std::int64_t, double, std::string> displayed(const AnyQuantity& quantity);

/// "value": 0.5, "exact": "1/2", without the spaces.
void append_value_and_exact(std::string& json, const AnyQuantity& quantity);

/// What one unit of "exact" is: "1/100 USD", "1/100 USD per day", "1 JPY", "1 day"; "1" of what is
/// merely counted, and of a ratio, of which it is 100 %.
std::string exact_unit(Unit unit, Currency currency);

}  // namespace saleskpi::inline v0_3::detail
