// SPDX-License-Identifier: MIT
#include "load/row_rules.hpp"

#include "load/text.hpp"
#include "load/yes_no.hpp"
#include "value/utf8.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_among(std::string_view text, const std::vector<std::string>& texts) {
    return std::any_of(
        texts.begin(), texts.end(), [&](const std::string& one) { return trimmed(one) == text; });
}

bool is_like_any(std::string_view text, const std::vector<std::string>& patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
        return is_like(text, pattern);
    });
}

/// The first character is one step, though it may have several bytes.
std::string_view without_first(std::string_view text) {
    return text.substr(first_character(text).length);
}

std::string quoted(const std::vector<std::string>& texts, std::string_view between) {
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : std::string{between}) +
               (trimmed(text).empty() ? "empty" : "'" + shown(text) + "'");
    return all;
}

}  // namespace

bool holds(const RowCondition& condition, const Cell& cell) {
    const std::string_view text = trimmed(cell.text);
    const bool is_empty = text.empty() && cell.kind != Cell::Kind::nested;
    if (condition.empty && *condition.empty != is_empty) return false;
    if (condition.yes) {
        const auto says = is_empty ? std::optional{false} : says_yes(text);
        if (says != condition.yes) return false;
    }
    return (condition.is.empty() || is_among(text, condition.is)) &&
           !is_among(text, condition.is_not) &&
           (condition.like.empty() || is_like_any(text, condition.like)) &&
           !is_like_any(text, condition.not_like);
}

bool is_like(std::string_view text, std::string_view pattern) {
    // Where to go on if what follows the last star does not fit: one character later.
    std::string_view after_star;
    std::string_view retry;
    bool has_star = false;
    for (;;) {
        const bool is_escaped = pattern.size() > 1 && pattern[0] == '\\';
        if (!is_escaped && pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            has_star = true;
            after_star = pattern;
            retry = text;
            continue;
        }
        if (text.empty() && pattern.empty()) return true;
        if (!text.empty() && !is_escaped && pattern.starts_with('?')) {
            text = without_first(text);
            pattern.remove_prefix(1);
            continue;
        }
        if (!text.empty() && !pattern.empty() &&
            same_word(text.substr(0, 1), pattern.substr(is_escaped ? 1 : 0, 1))) {
            text.remove_prefix(1);
            pattern.remove_prefix(is_escaped ? 2 : 1);
            continue;
        }
        if (!has_star || retry.empty()) return false;
        retry.remove_prefix(1);
        text = retry;
        pattern = after_star;
    }
}

std::string words_of(const RowCondition& condition) {
    std::vector<std::string> all;
    if (condition.empty) all.emplace_back(*condition.empty ? "is empty" : "is not empty");
    if (condition.yes) all.emplace_back(*condition.yes ? "is yes" : "is no");
    if (!condition.is.empty()) all.push_back("is " + quoted(condition.is, " or "));
    if (!condition.is_not.empty()) all.push_back("is not " + quoted(condition.is_not, " nor "));
    if (!condition.like.empty()) all.push_back("is like " + quoted(condition.like, " or "));
    if (!condition.not_like.empty())
        all.push_back("is not like " + quoted(condition.not_like, " nor "));
    std::string words = condition.column;
    for (std::size_t i = 0; i < all.size(); ++i)
        words += (i == 0 ? " " : " and ") + all[i];
    return words;
}

RowRules::RowRules(const TableMapping& mapping, WantedColumns& wanted) {
    for (const RowCondition& condition : mapping.where)
        rules_.push_back({&condition, wanted.add(condition.column)});
}

bool RowRules::needs(std::size_t column) const {
    return std::any_of(
        rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.column == column; });
}

std::optional<std::size_t> RowRules::broken(
    const WantedColumns& wanted, std::span<const Cell> cells) const {
    for (std::size_t i = 0; i < rules_.size(); ++i)
        if (!holds(*rules_[i].condition, wanted.translated(cells, rules_[i].column))) return i;
    return std::nullopt;
}

std::vector<LeftOut> RowRules::counts(std::string_view table, std::string_view file) const {
    std::vector<LeftOut> all;
    for (const Rule& rule : rules_)
        all.push_back(
            {std::string{table}, std::string{file}, as_utf8(words_of(*rule.condition)), 0});
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
