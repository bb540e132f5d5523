// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include <saleskpi/format/terminal.hpp>

namespace saleskpi::inline v0_3 {

namespace {

std::string cleaned(std::string_view text, bool keeps_lines) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const detail::Character first = detail::first_character(text);
        if (!first.is_utf8)
            result += "\uFFFD";
        else if (keeps_lines && first.code == U'\n')
            result += '\n';
        else if (detail::is_obeyed_as_space(first.code))
            result += ' ';
        else if (detail::is_obeyed(first.code))
            result += "\uFFFD";
        else
            result += text.substr(0, first.length);
        text.remove_prefix(first.length);
    }
    return result;
}

}  // namespace

std::string for_terminal(std::string_view text) { return cleaned(text, false); }
std::string lines_for_terminal(std::string_view text) { return cleaned(text, true); }

}  // namespace saleskpi::inline v0_3
