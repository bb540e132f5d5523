// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <cstdint>
#include <string>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// A definition in words, read off its plan, so that text and number cannot disagree.
struct Words {
    std::string formula;  ///< "count(deals where stage = won by closed) / count(...)"
    std::string records;  ///< which records count
    std::string date;     ///< which date places them, or which day a stock is taken on
    std::string unit;
    std::string rolls_up;  ///< how it goes from smaller groups and periods to larger ones
    std::string no_value;  ///< when there is no value, and the reason given
};

Words words(const Definition& metric);

/// The formula alone, in one line. Equal definitions have equal texts.
std::string formula_text(const Definition& metric);
/// One aggregate: "sum(deals.amount where stage = won by closed)".
std::string leaf_text(const Definition& metric, const Leaf& leaf);

/// A number that identifies what is computed: the same on every machine and in every version as
/// long as the formula's text, the unit and the direction are. Id and title do not enter.
std::uint64_t fingerprint(const Definition& metric);

}  // namespace saleskpi::inline v0_3
