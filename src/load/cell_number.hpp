// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/value/rational.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A number as a file writes it, exactly; a percentage is a hundredth. No value for what is none, or has more than
/// eighteen digits.
std::optional<Rational> number_of_text(std::string_view text, const NumberFormat& format);

/// That of a cell: what the file itself calls a number is plain.
std::optional<Rational> number_of(const Cell& cell, const NumberFormat& format);

/// As plain text of at most nine places, the last one rounded half to even.
std::string plain_text(const Rational& number);

}  // namespace saleskpi::inline v0_3::detail
