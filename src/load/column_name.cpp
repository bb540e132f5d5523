// SPDX-License-Identifier: MIT
#include "load/column_name.hpp"

#include "value/name_fold.hpp"
#include "value/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr bool is_dash(char32_t code) {
    return code == U'-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE58 ||
           code == 0xFE63 || code == 0xFF0D;
}

constexpr bool is_passed_over(char32_t code) {
    return code == U' ' || code == U'\t' || code == U'_' || code == U'"' || code == U'\'' ||
           code == U'`' || code == 0xB4 || code == 0xAB || code == 0xBB || code == 0xA0 ||
           code == 0x3000 || (code >= 0x2000 && code <= 0x200D) ||
           (code >= 0x2018 && code <= 0x201F) || code == 0x202F || code == 0x2039 ||
           code == 0x203A || code == 0xFEFF;
}

std::vector<std::size_t> begins_of_characters(std::string_view text) {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size(); at += first_character(text.substr(at)).length)
        begins.push_back(at);
    begins.push_back(text.size());
    return begins;
}

/// Without what is passed over at its ends.
std::string_view bare(std::string_view text) {
    std::size_t begin = text.size();
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = first_character(text.substr(at));
        if (!is_passed_over(character.code)) {
            begin = (std::min)(begin, at);
            end = at + character.length;
        }
        at += character.length;
    }
    return begin < end ? text.substr(begin, end - begin) : std::string_view{};
}

}  // namespace

std::string folded_column(std::string_view name) {
    const std::string text = folded_name(name);
    std::string folded;
    for (std::string_view rest = text; !rest.empty();) {
        const Character character = first_character(rest);
        if (is_dash(character.code))
            folded += '-';
        else if (!is_passed_over(character.code))
            folded += rest.substr(0, character.length);
        rest.remove_prefix(character.length);
    }
    return folded;
}

ColumnPattern::ColumnPattern(std::string_view text) {
    const std::size_t star = text.find('*');
    before_ = text.substr(0, star);
    after_ = text.substr(star + 1);
    folded_before_ = folded_column(before_);
    folded_after_ = folded_column(after_);
}

std::optional<std::string_view> ColumnPattern::part_of(std::string_view name) const {
    if (name.size() > before_.size() + after_.size() && name.starts_with(before_) &&
        name.ends_with(after_))
        return bare(name.substr(before_.size(), name.size() - before_.size() - after_.size()));
    const std::string whole = folded_column(name);
    if (whole.size() <= folded_before_.size() + folded_after_.size() ||
        !whole.starts_with(folded_before_) || !whole.ends_with(folded_after_))
        return std::nullopt;
    // What is left of a name grows with it, so that the ends of the part are soon found.
    const std::vector<std::size_t> begins = begins_of_characters(name);
    const auto first = std::partition_point(begins.begin(), begins.end(), [&](std::size_t at) {
        return folded_column(name.substr(0, at)).size() < folded_before_.size();
    });
    const auto last = std::partition_point(first, begins.end(), [&](std::size_t at) {
        return folded_column(name.substr(at)).size() > folded_after_.size();
    });
    return bare(name.substr(*first, (last == begins.end() ? name.size() : *last) - *first));
}

}  // namespace saleskpi::inline v0_3::detail
