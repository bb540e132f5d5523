// SPDX-License-Identifier: MIT
#include "value/text_width.hpp"

#include <saleskpi/format/data_checks.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/format/value.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

/// With a comma before each three digits of the whole part.
std::string with_separators(std::string number) {
    const std::size_t begin = number.starts_with('-') ? 1 : 0;
    std::size_t at = (std::min)(number.find_first_not_of("0123456789", begin), number.size());
    for (; at > begin + 3; at -= 3)
        number.insert(at - 3, 1, ',');
    return number;
}

std::string number_text(const DataCheck& check) {
    if (check.count == 0) return "";
    std::string text = with_separators(std::to_string(check.count));
    if (check.all == 0) return text;
    text += " of " + with_separators(std::to_string(check.all));
    if (check.kind != DataCheckKind::missing) return text;
    const Rational share{
        static_cast<std::int64_t>(check.count) * 100, static_cast<std::int64_t>(check.all)};
    return text + fmt::format(", {} %", to_decimal_text(share, 2));
}

std::string what_text(const DataCheck& check) {
    std::string text = check.value ? with_separators(to_text(*check.value)) : std::string{};
    if (!check.note.empty()) text += (text.empty() ? "" : "; ") + for_terminal(check.note);
    return text;
}

}  // namespace

std::string to_text(const DataCheck& check) {
    std::string text = for_terminal(check.table);
    if (!check.of.empty()) text += "." + for_terminal(check.of);
    text += ": ";
    const std::string number = number_text(check);
    std::string kind{name(check.kind)};
    std::replace(kind.begin(), kind.end(), '_', ' ');
    text += fmt::format("{}{}{}", kind, number.empty() ? "" : " ", number);
    const std::string what = what_text(check);
    if (!what.empty()) text += ": " + what;
    return text;
}

std::string to_text(std::span<const DataCheck> checks) {
    constexpr std::size_t columns = 5;
    using Line = std::array<std::string, columns + 1>;
    std::vector<Line> lines{{" ", "table", "check", "of", "records", "what"}};
    for (const DataCheck& check : checks)
        lines.push_back(
            {check.is_suspicious ? "!" : " ", for_terminal(check.table),
             std::string{name(check.kind)}, for_terminal(check.of), number_text(check),
             what_text(check)});
    std::array<std::size_t, columns + 1> widths{};
    for (const Line& line : lines)
        for (std::size_t i = 0; i < columns; ++i)
            widths[i] = (std::max)(widths[i], detail::display_width(line[i]));
    std::string text;
    for (const Line& line : lines) {
        std::string row;
        for (std::size_t i = 0; i < columns; ++i)
            row += detail::left_aligned(line[i], widths[i]) + "  ";
        row += line[columns];
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
        if (&line == &lines.front()) {
            for (std::size_t i = 1; i < columns; ++i)
                text +=
                    (i == 1 ? std::string(widths[0] + 2, ' ') : "  ") + std::string(widths[i], '-');
            text += "  ----\n";
        }
    }
    return text;
}

}  // namespace saleskpi::inline v0_3
