// SPDX-License-Identifier: MIT
#include "support/read_formats.hpp"

namespace read_back {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return std::string{text};
}

bool is_rule(std::string_view line) {
    return !line.empty() && line.find_first_not_of("- ") == std::string_view::npos &&
           line.find('-') != std::string_view::npos;
}

/// How wide the columns below a rule are.
std::vector<std::size_t> widths_of(std::string_view rule) {
    std::vector<std::size_t> widths;
    for (const char c : rule) {
        if (c == ' ')
            widths.push_back(0);
        else if (widths.empty())
            widths.push_back(1);
        else
            ++widths.back();
    }
    std::erase(widths, std::size_t{0});
    return widths;
}

/// Numbers have no wide characters, names may: a line is read from its end.
void read_row(std::string_view line, std::vector<std::size_t> widths, std::size_t n, Seen& seen) {
    std::vector<std::string> numbers(n);
    for (std::size_t i = n; i-- > 0;) {
        const std::size_t width = widths.back();
        widths.pop_back();
        numbers[i] = trimmed(line.substr(line.size() - width));
        line.remove_suffix(width);
        if (i > 0) line.remove_suffix(2);
    }
    seen.keys.push_back({trimmed(line)});
    seen.numbers.push_back(std::move(numbers));
}

void read_legend(const std::vector<std::string>& lines, std::size_t first, Seen& seen) {
    for (std::size_t at = first; at < lines.size(); ++at)
        seen.legend.push_back({trimmed(lines[at].substr(0, 4)), lines[at].substr(4)});
}

/// What stands for itself behind a backslash, and the two entities that are used.
std::string unescaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        if (text.starts_with("&lt;")) {
            result += '<';
            text.remove_prefix(4);
            continue;
        }
        if (text.starts_with("&amp;")) {
            result += '&';
            text.remove_prefix(5);
            continue;
        }
        if (text.front() == '\\') text.remove_prefix(1);
        result += text.front();
        text.remove_prefix(1);
    }
    return result;
}

std::vector<std::string> markdown_cells(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {  // behind the first bar
        if (line[i] == '\\') {
            cell += line[i++];
            cell += line[i];
        } else if (line[i] == '|') {
            cells.push_back(unescaped(trimmed(cell)));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

}  // namespace

Seen list(std::string_view written, const std::vector<std::string>& titles) {
    const std::vector<std::string> lines = lines_of(written);
    Seen seen;
    seen.heading = lines.at(0);
    seen.keys.emplace_back();
    std::vector<std::string>& numbers = seen.numbers.emplace_back();
    std::size_t at = 2;
    for (const std::string& title : titles)
        numbers.push_back(trimmed(std::string_view{lines.at(at++)}.substr(title.size())));
    read_legend(lines, at + 1, seen);
    return seen;
}

Seen grid(std::string_view written, std::size_t rows, std::size_t numbers) {
    const std::vector<std::string> lines = lines_of(written);
    Seen seen;
    seen.heading = lines.at(0);
    std::size_t at = 2;
    while (!is_rule(lines.at(at)))
        ++at;
    const std::string rule = lines[at++];
    for (; seen.keys.size() < rows; ++at)
        if (!lines.at(at).empty() && lines[at] != rule)
            read_row(lines[at], widths_of(rule), numbers, seen);
    read_legend(lines, at + 1, seen);
    return seen;
}

Seen markdown(std::string_view written, std::size_t numbers) {
    const std::vector<std::string> lines = lines_of(written);
    Seen seen;
    seen.heading = unescaped(lines.at(0));
    std::size_t at = 4;  // behind heading, blank line, titles and rule
    const bool is_list = lines.at(2) == "| KPI | Value |";
    if (!is_list) {
        const std::vector<std::string> titles = markdown_cells(lines[2]);
        seen.titles.assign(titles.end() - static_cast<std::ptrdiff_t>(numbers), titles.end());
    } else {
        seen.keys.emplace_back();
        seen.numbers.emplace_back();
    }
    for (; at < lines.size() && lines[at].starts_with('|'); ++at) {
        std::vector<std::string> cells = markdown_cells(lines[at]);
        if (is_list) {
            seen.titles.push_back(cells.at(0));
            seen.numbers[0].push_back(cells.at(1));
            continue;
        }
        const auto first = cells.end() - static_cast<std::ptrdiff_t>(numbers);
        seen.keys.emplace_back(cells.begin(), first);
        seen.numbers.emplace_back(first, cells.end());
    }
    for (++at; at < lines.size(); ++at) {
        const std::string line = unescaped(lines[at].substr(2));
        const std::size_t space = line.find(' ');
        seen.legend.push_back({line.substr(0, space), line.substr(space + 1)});
    }
    return seen;
}

std::vector<std::vector<std::string>> csv(std::string_view written) {
    std::vector<std::vector<std::string>> rows;
    bool is_new_row = true;
    while (!written.empty()) {
        if (is_new_row) rows.emplace_back();
        std::string& cell = rows.back().emplace_back();
        if (written.front() == '"') {
            for (written.remove_prefix(1); !written.empty(); written.remove_prefix(1)) {
                if (written.front() == '"') {
                    written.remove_prefix(1);
                    if (written.empty() || written.front() != '"') break;
                }
                cell += written.front();
            }
        } else {
            const std::size_t end = written.find_first_of(",\r");
            cell = written.substr(0, end);
            written.remove_prefix(end);
        }
        is_new_row = written.starts_with("\r\n");
        written.remove_prefix(is_new_row ? 2 : 1);
    }
    return rows;
}

std::vector<LegendLine> notes(std::string_view text) {
    std::vector<LegendLine> all;
    while (!text.empty()) {
        const std::size_t end = text.find("; ");
        const std::string_view note = text.substr(0, end);
        const std::size_t colon = note.rfind(": ");
        all.push_back({std::string{note.substr(0, colon)}, std::string{note.substr(colon + 2)}});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    }
    return all;
}

}  // namespace read_back
