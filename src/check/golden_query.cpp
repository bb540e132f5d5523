// SPDX-License-Identifier: MIT
#include "check/golden_query.hpp"

#include "language/similar.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The texts between separators that do not stand in double quotes.
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '"') is_quoted = !is_quoted;
        if (i < text.size() && (is_quoted || text[i] != separator)) continue;
        parts.push_back(trimmed(text.substr(begin, i - begin)));
        begin = i + 1;
    }
    return parts;
}

std::string unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    return std::string{text};
}

/// Labels of the year that a text seems to mean.
std::vector<std::string> labels_like(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    std::vector<std::string> labels;
    std::size_t at = text.find_first_of(digits);
    while (at != std::string_view::npos) {
        const std::size_t end = (std::min)(text.find_first_not_of(digits, at), text.size());
        if (end - at == 4) {
            const std::string_view year = text.substr(at, 4);
            labels.emplace_back(year);
            for (int n = 1; n <= 2; ++n)
                labels.push_back(fmt::format("{}-H{}", year, n));
            for (int n = 1; n <= 4; ++n)
                labels.push_back(fmt::format("{}-Q{}", year, n));
            for (int n = 1; n <= 12; ++n)
                labels.push_back(fmt::format("{}-{:02}", year, n));
            for (int n = 1; n <= 4; ++n)
                labels.push_back(fmt::format("FY{} Q{}", year, n));
            break;
        }
        at = text.find_first_of(digits, end);
    }
    return labels;
}

/// The label of the same words otherwise written: "Q1 2025", "2025q1", "2025/03".
std::optional<std::string> label_meant(std::string_view text) {
    std::string year;
    std::string part;
    std::string run;  // of letters and digits
    const auto end_run = [&] {
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool has_year =
            year.empty() && run.size() >= 4 && std::all_of(run.begin(), run.begin() + 4, is_digit);
        if (has_year) year = run.substr(0, 4);
        part += has_year ? run.substr(4) : run;
        run.clear();
    };
    for (const char c : text) {
        const bool is_small = c >= 'a' && c <= 'z';
        const bool is_word = is_small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word)
            run += is_small ? static_cast<char>(c - 'a' + 'A') : c;
        else
            end_run();
    }
    end_run();
    if (year.empty() || part.empty()) return std::nullopt;
    return year + "-" + part;
}

std::string nearest_label(std::string_view text, const Calendar& calendar) {
    if (const auto meant = label_meant(text); meant && calendar.try_parse(*meant))
        return fmt::format("; did you mean {}?", *meant);
    return did_you_mean(text, labels_like(text));
}

std::optional<Window> days_of(std::string_view text) {
    constexpr std::string_view to = " to ";
    const std::size_t at = text.find(to);
    if (at == std::string_view::npos) return std::nullopt;
    const auto first = try_parse_date(trimmed(text.substr(0, at)));
    const auto last = try_parse_date(trimmed(text.substr(at + to.size())));
    if (!first || !last || *last < *first) return std::nullopt;
    return Window{*first, *last + date::days{1}};
}

}  // namespace

GoldenGroup golden_group(std::string_view text) {
    GoldenGroup group;
    text = trimmed(text);
    if (text.empty()) return group;
    for (const std::string_view part : split(text, ',')) {
        const std::vector<std::string_view> sides = split(part, '=');
        if (sides.size() != 2 || sides[0].empty() || sides[1].empty())
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("'{}' is no group; write one as region = EMEA, team = North", text)};
        group.dimensions.push_back(unquoted(sides[0]));
        group.members.push_back(unquoted(sides[1]));
    }
    return group;
}

Period golden_period(std::string_view text, const Calendar& calendar) {
    if (const auto days = days_of(text)) return calendar.periods(*days, Grain::window).at(0);
    const auto period = calendar.try_parse(text);
    if (period && period->grain != Grain::window) return *period;
    throw Error{
        ErrorCode::invalid_date,
        fmt::format(
            "'{}' is no period{}; write one as 2025, 2025-Q1, 2025-03, 2025-W14, 2025-03-31, "
            "FY2026 Q1, or 2025-01-01 to 2025-02-15",
            text, nearest_label(text, calendar))};
}

}  // namespace saleskpi::inline v0_3::detail
