// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/quantity.hpp>

#include <string>

namespace saleskpi::inline v0_3::detail {

/// A quantity as programs read it, without separators: money in major units, a ratio as a part of 1.
/// Money that is whole in minor units has the digits of its currency; everything else the digits it
/// needs, but no more than 12 after the point, rounded half up.
void append_plain_number(std::string& text, const AnyQuantity& quantity);

}  // namespace saleskpi::inline v0_3::detail
