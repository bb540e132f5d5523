// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/unit.hpp>

#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a check expects of a metric of that unit, in a book of that currency. Throws Error
/// invalid_argument, which says how such a value is written.
Outcome<AnyQuantity> expected_value(std::string_view text, Unit unit, Currency currency);

/// The marks that a check names, "over_whole rounded"; none of "none". Throws Error invalid_argument.
std::vector<Mark> expected_marks(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
