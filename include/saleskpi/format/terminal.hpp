// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Threads: formatters and functions without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// A name, or any text from outside, as it may stand in a line on a terminal. Control characters
/// (also those of U+0080 to U+009F) and characters that turn the direction of writing would be obeyed
/// and not shown: U+FFFD stands for each of them, and for each byte that is no UTF-8. What ends a line,
/// and a tab, becomes a space. Texts of tables and explanations are written so; JSON and CSV keep the
/// names.
std::string for_terminal(std::string_view text);

/// The same of a text of several lines: its line feeds stay.
std::string lines_for_terminal(std::string_view text);

}  // namespace saleskpi::inline v0_3
