// SPDX-License-Identifier: MIT
#include "spec_words.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};
constexpr std::array<std::string_view, 7> day_names{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
};
constexpr std::string_view separators = " ,";

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string_view name_of(date::month month) {
    return month_names[static_cast<unsigned>(month) - 1];
}

std::string_view name_of(date::weekday day) { return day_names[day.c_encoding()]; }

bool SpecWord::starts_with(std::string_view word) const {
    const std::string_view front = rest().substr(0, word.size());
    return std::equal(front.begin(), front.end(), word.begin(), word.end(), [](char c, char w) {
        return small(c) == w;
    });
}

bool SpecWord::take(std::string_view word) {
    if (!starts_with(word)) return false;
    at_ += word.size();
    return true;
}

void SpecWord::require(std::string_view word, std::string_view expected) {
    if (!take(word)) fail(expected);
}

date::weekday SpecWord::weekday(std::string_view expected) {
    for (unsigned day = 0; day < day_names.size(); ++day)
        if (take(day_names[day])) return date::weekday{day};
    fail(expected);
}

date::month SpecWord::month() {
    for (unsigned month = 0; month < month_names.size(); ++month)
        if (take(month_names[month])) return date::month{month + 1};
    fail("the name of a month");
}

void SpecWord::fail(std::string_view expected) const {
    const std::string found = is_over() ? "" : ", not '" + std::string{rest()} + "'";
    throw Error{
        ErrorCode::invalid_argument, "'" + std::string{text_} + "' is no calendar: expected " +
                                         std::string{expected} + " at character " +
                                         std::to_string(at_ + 1) + found};
}

std::vector<SpecWord> spec_words(std::string_view text) {
    std::vector<SpecWord> words;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(separators, at)) != std::string_view::npos) {
        const std::size_t end = (std::min)(text.find_first_of(separators, at), text.size());
        words.emplace_back(text, at, end);
        at = end;
    }
    return words;
}

}  // namespace saleskpi::inline v0_3::detail
