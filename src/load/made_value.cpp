// SPDX-License-Identifier: MIT
#include "load/made_value.hpp"

#include "load/cell_number.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/rational.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_empty(const Cell& cell) {
    return cell.kind != Cell::Kind::nested && trimmed(cell.text).empty();
}

std::string_view sign_of(Combining combining) {
    switch (combining) {
        case Combining::sum:
            return " + ";
        case Combining::difference:
            return " - ";
        case Combining::product:
            return " * ";
        default:
            return " / ";
    }
}

Rational worked_out(Combining combining, const Rational& a, const Rational& b) {
    switch (combining) {
        case Combining::sum:
            return a + b;
        case Combining::difference:
            return a - b;
        case Combining::product:
            return a * b;
        default:
            return a / b;
    }
}

std::string joined(std::span<const Cell> cells, std::string_view between) {
    std::string text;
    for (const Cell& cell : cells)
        if (!is_empty(cell)) {
            if (!text.empty()) text += between;
            text += trimmed(cell.text);
        }
    return text;
}

}  // namespace

Cell combined(
    const FieldMapping& field,
    std::span<const Cell> cells,
    const NumberFormat& format,
    std::string& made) {
    if (field.combining == Combining::joined) {
        made = joined(cells, field.between);
        return {made};
    }
    if (std::any_of(cells.begin(), cells.end(), is_empty)) return {};
    std::optional<Rational> result;
    for (const Cell& cell : cells) {
        const std::optional<Rational> number = number_of(cell, format);
        if (!number) return {cell.text};
        try {
            result = result ? worked_out(field.combining, *result, *number) : *number;
        } catch (const Error&) {  // divided by zero, or beyond all numbers
            made = joined(cells, sign_of(field.combining));
            return {made};
        }
    }
    made = plain_text(*result);
    return {made, Cell::Kind::number};
}

std::string_view cut_of(const TextCut& cut, std::string_view text) {
    text = trimmed(text);
    if (!cut.prefix.empty() && text.starts_with(cut.prefix)) text.remove_prefix(cut.prefix.size());
    if (!cut.suffix.empty() && text.ends_with(cut.suffix)) text.remove_suffix(cut.suffix.size());
    if (cut.split.empty()) return trimmed(text);
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at != std::string_view::npos;) {
        const std::size_t end = text.find(cut.split, at);
        parts.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        at = end == std::string_view::npos ? end : end + cut.split.size();
    }
    const auto n = static_cast<int>(parts.size());
    const int number = cut.take > 0 ? cut.take - 1 : n + cut.take;
    if (number < 0 || number >= n) return {};
    return trimmed(parts[static_cast<std::size_t>(number)]);
}

}  // namespace saleskpi::inline v0_3::detail
