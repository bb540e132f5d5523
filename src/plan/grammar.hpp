// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The words of formulas, for the one who writes them and the one who reads them: a new aggregate is
/// a new line in grammar.cpp. Those of steps stand with the steps.
namespace saleskpi::inline v0_3::detail {

/// A text that can stand in a formula as it is, and is no word with a meaning of its own there.
bool is_plain_word(std::string_view text);
/// The text as it is where it is a plain word, else in double quotes.
std::string word_text(std::string_view text);
/// The name of a table or field: quoted where it is not made of letters, digits and '_'.
std::string name_text(std::string_view name);
/// In double quotes; control characters are spelled out.
std::string quoted(std::string_view text);

/// What an aggregate takes of each record.
enum class Takes : std::uint8_t { record, number, percent_and_number, days_and_dates, text };

struct AggregateName {
    std::string_view name;
    Aggregation aggregation;
    Takes takes;
};

std::span<const AggregateName> aggregate_names();
const AggregateName* find_aggregate(std::string_view name);
std::string_view name_of(Aggregation aggregation);

}  // namespace saleskpi::inline v0_3::detail
