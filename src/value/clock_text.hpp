// SPDX-License-Identifier: MIT
#pragma once

#include "value/digits.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Takes a number of at least and at most so many digits off the front of the text.
inline std::optional<unsigned> take_number(
    std::string_view& text, std::size_t least, std::size_t most) {
    unsigned number = 0;
    std::size_t taken = 0;
    while (taken < most && taken < text.size() && is_digit(text[taken])) {
        number = number * 10 + static_cast<unsigned>(text[taken] - '0');
        ++taken;
    }
    if (taken < least) return std::nullopt;
    text.remove_prefix(taken);
    return number;
}

/// The parts of a time of the day, as they are read.
struct ClockFields {
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned thousandth = 0;
    std::optional<unsigned> hour_of_twelve{};  ///< %I
    std::optional<bool> is_afternoon{};        ///< %p
    std::optional<std::chrono::minutes> ahead{};

    /// Takes what one of %H %I %M %S %f %p %z stands for off the front of the text. Of numbers it has
    /// at least so many digits. Seconds take their fraction with them, unless the pattern goes on with
    /// a dot.
    bool take(char conversion, std::size_t least, bool dot_follows, std::string_view& text);

    /// Whether there is such an hour: none of twelve is 0 or 13.
    bool is_time() const {
        return !hour_of_twelve || (*hour_of_twelve >= 1 && *hour_of_twelve <= 12);
    }
    std::chrono::milliseconds time() const;
};

}  // namespace saleskpi::inline v0_3::detail
