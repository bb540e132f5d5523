// SPDX-License-Identifier: MIT
#include "load/header_columns.hpp"

#include "load/column_name.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// "amount" and 2 of "amount#2".
std::optional<std::pair<std::string_view, std::size_t>> numbered(std::string_view name) {
    const std::size_t mark = name.rfind('#');
    if (mark == std::string_view::npos || mark == 0) return std::nullopt;
    const std::string_view digits = name.substr(mark + 1);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number == 0)
        return std::nullopt;
    return std::pair{trimmed(name.substr(0, mark)), number};
}

std::vector<std::size_t> all_of(std::span<const std::string> names, std::string_view name) {
    std::vector<std::size_t> found;
    if (name.empty()) return found;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) found.push_back(i);
    return found;
}

}  // namespace

HeaderColumns::HeaderColumns(std::vector<std::string> names) : names_{std::move(names)} {
    for (const std::string& name : names_)
        folded_.push_back(folded_column(name));
}

std::vector<std::size_t> HeaderColumns::matches(std::string_view name) const {
    std::vector<std::size_t> found = all_of(names_, name);
    if (!found.empty()) return found;
    if (const auto of = numbered(name)) {
        found = all_of(names_, of->first);
        if (found.empty()) found = all_of(folded_, folded_column(of->first));
        if (of->second <= found.size()) return {found[of->second - 1]};
    }
    return all_of(folded_, folded_column(name));
}

std::vector<std::size_t> HeaderColumns::matches(
    std::string_view name, const FileLayout& layout) const {
    std::vector<std::size_t> found = matches(name);
    if (!found.empty() || layout.aliases.empty()) return found;
    const auto other = folded_column(name);
    for (const auto& [column, aliases] : layout.aliases) {
        if (column != name && folded_column(column) != other) continue;
        for (const std::string& alias : aliases)
            if (found.empty()) found = matches(alias);
    }
    return found;
}

void HeaderColumns::fail_of_two(
    const ReadRequest& request, std::string_view name, std::span<const std::size_t> found) const {
    const std::string& first = names_[found[0]];
    const std::string& second = names_[found[1]];
    const std::string which = "say which one is meant by ";
    const std::string how = "'" + first + "#1', '" + first + "#2'";
    throw Error{
        ErrorCode::unreadable_file,
        in_file(request.file) +
            (first == second
                 ? "the column '" + first + "' is there more than once: " + which + how
                 : "'" + std::string{name} + "' may be the column '" + first + "' or the column '" +
                       second + "': " + which + "its exact name")};
}

std::vector<std::size_t> HeaderColumns::find(const ReadRequest& request) const {
    std::vector<std::size_t> columns;
    for (const std::string& name : request.columns) {
        const std::vector<std::size_t> found = matches(name, request.layout);
        if (found.size() > 1) fail_of_two(request, name, found);
        columns.push_back(found.empty() ? no_column : found[0]);
    }
    return columns;
}

std::size_t HeaderColumns::count(const ReadRequest& request) const {
    return static_cast<std::size_t>(std::count_if(
        request.columns.begin(), request.columns.end(),
        [&](const std::string& name) { return !matches(name, request.layout).empty(); }));
}

std::vector<std::string> HeaderColumns::names_as_wanted(
    std::span<const std::string> wanted, std::span<const std::size_t> found) const {
    std::vector<std::string> names = names_;
    std::vector<bool> is_taken(names.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (found[i] != no_column && names[found[i]] == wanted[i]) is_taken[found[i]] = true;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (found[i] == no_column || names_[found[i]] == wanted[i]) continue;
        if (is_taken[found[i]])
            names.push_back(wanted[i]);
        else
            names[found[i]] = wanted[i];
        is_taken[found[i]] = true;
    }
    return names;
}

}  // namespace saleskpi::inline v0_3::detail
