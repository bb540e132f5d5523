// SPDX-License-Identifier: MIT
#include "digits.hpp"
#include "value/parsed.hpp"

#include <saleskpi/value/decimal.hpp>

namespace saleskpi::inline v0_3 {
namespace {

constexpr int places = 9;

}  // namespace

std::optional<Decimal> Decimal::try_parse(std::string_view text) {
    const std::optional<std::int64_t> nanos = detail::parse_fixed(text, places);
    return nanos ? std::optional(from_nanos(*nanos)) : std::nullopt;
}

std::string to_text(Decimal number) {
    std::string text = detail::with_point(number.nanos(), places);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

Decimal Decimal::parse(std::string_view text) {
    return detail::parsed(try_parse(text), text, "no decimal number");
}

}  // namespace saleskpi::inline v0_3
