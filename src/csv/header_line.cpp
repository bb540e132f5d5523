// SPDX-License-Identifier: MIT
#include "csv/header_line.hpp"

#include "csv/plain_line.hpp"
#include "load/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array candidates{',', ';', '\t', '|'};

std::string_view without_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// ';' of "sep=;", which spreadsheets write, with quotes or without.
std::optional<char> delimiter_said_by(std::string_view line) {
    line = without_end(line);
    if (line.size() > 2 && line.starts_with('"') && line.ends_with('"'))
        line = line.substr(1, line.size() - 2);
    constexpr std::string_view word = "sep=";
    if (line.size() != word.size() + 1 || !same_word(line.substr(0, word.size()), word))
        return std::nullopt;
    return line.back();
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t,;|\r\n") == std::string_view::npos;
}

/// Splits at each delimiter outside of quotes; a quote that is not closed ends with the line.
std::vector<std::string> parts_of(std::string_view line, char delimiter) {
    line = without_end(line);
    std::vector<std::string> parts{""};
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"')
            is_quoted = !is_quoted;
        else if (c == delimiter && !is_quoted)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    for (std::string& part : parts)
        part = std::string{trimmed(part)};
    return parts;
}

}  // namespace

void split_by_blanks(std::string_view line, std::vector<std::string_view>& values) {
    values.clear();
    for (line = trimmed(without_end(line)); !line.empty(); line = trimmed(line)) {
        const bool is_quoted = line.front() == '"' && line.find('"', 1) != std::string_view::npos;
        if (is_quoted) line.remove_prefix(1);
        const std::size_t size =
            (std::min)(is_quoted ? line.find('"') : line.find_first_of(" \t"), line.size());
        values.push_back(line.substr(0, size));
        line.remove_prefix((std::min)(size + (is_quoted ? 1 : 0), line.size()));
    }
    if (values.empty()) values.emplace_back();
}

HeaderColumns HeaderLine::columns_of(std::string_view line, char delimiter) const {
    if (!request_->layout.is_parted_by_blanks) return HeaderColumns{parts_of(line, delimiter)};
    std::vector<std::string_view> values;
    split_by_blanks(line, values);
    return HeaderColumns{{values.begin(), values.end()}};
}

bool HeaderLine::has_wanted_column(std::string_view line) const {
    const auto has_it = [&](char delimiter) {
        return columns_of(line, delimiter).has(request_->layout.header_has);
    };
    return delimiter_ == delimiter_of_header
               ? std::any_of(candidates.begin(), candidates.end(), has_it)
               : has_it(delimiter_);
}

bool HeaderLine::passes_over(std::string_view line) {
    ++line_;
    if (line_ == 1)
        if (const auto said = delimiter_said_by(line)) {
            if (delimiter_ == delimiter_of_header) delimiter_ = *said;
            return true;
        }
    if (line_ <= request_->layout.skip_lines || is_blank(line)) return true;
    return !request_->layout.header_has.empty() && !has_wanted_column(line);
}

void HeaderLine::look_at(std::string_view line) {
    if (delimiter_ != delimiter_of_header) return;
    delimiter_ = candidates[0];
    if (request_->layout.is_parted_by_blanks) return;
    std::size_t most = 0;
    bool is_there = false;
    for (const char candidate : candidates) {
        const HeaderColumns columns = columns_of(line, candidate);
        if (columns.size() == 1) continue;
        const std::vector<std::string>& own = request_->layout.header;
        const std::size_t count = own.empty()
                                      ? columns.count(*request_)
                                      : static_cast<std::size_t>(columns.size() == own.size());
        if (is_there && count <= most) continue;
        is_there = true;
        most = count;
        delimiter_ = candidate;
    }
}

}  // namespace saleskpi::inline v0_3::detail
