// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// The words of formulas, for the one who writes them and the one who reads them. Those of aggregates
/// and of steps stand with them.
namespace saleskpi::inline v0_3::detail {

/// A text that can stand in a formula as it is, and is no word with a meaning of its own there.
bool is_plain_word(std::string_view text);
/// The text as it is where it is a plain word, else in double quotes.
std::string word_text(std::string_view text);
/// The name of a table or field: quoted where it is not made of letters, digits and '_'.
std::string name_text(std::string_view name);
/// In double quotes; control characters are spelled out.
std::string quoted(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
