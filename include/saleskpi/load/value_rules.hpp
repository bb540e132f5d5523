// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/rounding.hpp>

#include <optional>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// How a file writes numbers. Whatever the format, a number may be negative by a minus before or after it
/// or by parentheses, and have an exponent: "(5)", "5-", "1.2e3".
struct NumberFormat {
    char decimal_mark = '.';
    /// "," or "." or a blank, which stands for blanks of all kinds, or an apostrophe, which stands for
    /// both; empty: none is allowed.
    std::string thousands_separator{};
    /// "$": taken off the front or the end, of whichever currency the record is; empty: none.
    std::string currency_sign{};
    /// Instead of the first two: as all values of the column allow. A value that they allow two readings
    /// of is none. The file is read twice.
    bool is_inferred = false;

    bool operator==(const NumberFormat&) const = default;
};

/// By what a number is multiplied to be a value of its field.
struct Scale {
    Rational factor{1};  ///< 1/86400 of seconds, where days are wanted
    bool is_of_minor_units =
        false;  ///< amounts are in cents, or what their currency has in their place

    bool operator==(const Scale&) const = default;
};

/// What is said of the values of a table or of a field: what a field says goes before.
struct ValueRules {
    std::vector<std::string> missing{};  ///< "n/a": texts that are no values, in any case
    std::vector<std::string>
        yes{};  ///< texts that say yes, in any case, besides those always known
    std::vector<std::string> no{};
    /// What becomes of an amount with more decimals than its currency has, and of a number with more
    /// than nine: no value, which is the default, if it says nothing.
    std::optional<Rounding> round{};

    bool operator==(const ValueRules&) const = default;
};

}  // namespace saleskpi::inline v0_3
