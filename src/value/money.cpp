// SPDX-License-Identifier: MIT
#include "digits.hpp"
#include "value/parsed.hpp"

#include <saleskpi/value/money.hpp>

namespace saleskpi::inline v0_3 {

std::optional<Money> Money::try_parse(std::string_view plain_number, Currency currency) {
    const std::optional<std::int64_t> minor =
        detail::parse_fixed(plain_number, currency.minor_digits());
    return minor ? std::optional(Money(*minor, currency)) : std::nullopt;
}

std::string to_text(Money money) {
    std::string text = detail::with_point(money.minor(), money.currency().minor_digits());
    if (!money.currency().is_none()) {
        text += ' ';
        text += money.currency().code();
    }
    return text;
}

Money Money::parse(std::string_view plain_number, Currency currency) {
    return detail::parsed(try_parse(plain_number, currency), plain_number, "no amount of money");
}

}  // namespace saleskpi::inline v0_3
