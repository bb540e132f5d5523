// SPDX-License-Identifier: MIT
#include <saleskpi/value/quantity.hpp>

#include <limits>
#include <string>

namespace saleskpi::inline v0_3::detail {

void fail_unit_mismatch(Unit actual, Unit expected) {
    throw Error(
        ErrorCode::unit_mismatch, "a quantity of unit " + std::string(name(actual)) +
                                      " was read as " + std::string(name(expected)));
}

Money rounded_money(const Rational& minor, Currency currency, Rounding mode) {
    using Limits = std::numeric_limits<std::int64_t>;
    const int128 whole = round(minor, mode);
    if (whole < (Limits::min)() || whole > (Limits::max)()) {
        fail(ErrorCode::overflow, "an amount of money does not fit in 64 bits");
    }
    return Money(static_cast<std::int64_t>(whole), currency);
}

}  // namespace saleskpi::inline v0_3::detail
