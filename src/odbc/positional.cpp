// SPDX-License-Identifier: MIT
#include "odbc/positional.hpp"

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

sql::Statement positional(const sql::Statement& statement, const sql::Dialect& dialect) {
    if (statement.parameters.empty()) return statement;
    const char mark = dialect.parameters == sql::Parameters::dollar ? '$' : '?';
    const bool has_backslashes = dialect.text_escaping == sql::Escaping::backslash;
    const std::string& text = statement.text;
    sql::Statement made;
    char open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (open != 0) {
            made.text += c;
            if (c == open)
                open = 0;
            else if (c == '\\' && open == '\'' && has_backslashes && i + 1 < text.size())
                made.text += text[++i];
            continue;
        }
        std::size_t number = 0;
        std::size_t end = i + 1;
        if (c == mark)
            for (; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end)
                number = number * 10 + static_cast<std::size_t>(text[end] - '0');
        if (number > 0 && number <= statement.parameters.size()) {
            made.text += '?';
            made.parameters.push_back(statement.parameters[number - 1]);
            i = end - 1;
            continue;
        }
        if (c == '\'' || c == dialect.identifier_mark) open = c;
        made.text += c;
    }
    return made;
}

}  // namespace saleskpi::inline v0_3::detail
