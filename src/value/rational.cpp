// SPDX-License-Identifier: MIT
#include "digits.hpp"
#include "value/parsed.hpp"

#include <saleskpi/value/rational.hpp>

namespace saleskpi::inline v0_3 {

std::string to_text(const Rational& number) {
    std::string text = to_text(number.numerator());
    if (!number.is_whole()) {
        text += '/';
        text += to_text(number.denominator());
    }
    return text;
}

std::optional<Rational> try_parse_rational(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t bar = text.find('/');
    const std::optional<int128> above = detail::parse_digits(text.substr(0, bar));
    const std::optional<int128> below = bar == std::string_view::npos
                                            ? std::optional<int128>(1)
                                            : detail::parse_digits(text.substr(bar + 1));
    if (!above || !below || *below == 0) {
        return std::nullopt;
    }
    return Rational(negative ? -*above : *above, *below);
}

Rational parse_rational(std::string_view text) {
    return detail::parsed(try_parse_rational(text), text, "no number or fraction");
}

}  // namespace saleskpi::inline v0_3
