// SPDX-License-Identifier: MIT
#include <saleskpi/value/day_quantity.hpp>

namespace saleskpi::inline v0_3 {

Date date_of(const AnyQuantity& day) {
    const Rational exact = day.as<Unit::date>().exact();
    constexpr int128 most = 100'000'000;  // many more than a date of four digits has
    if (exact.abs() > Rational{most})
        detail::fail(ErrorCode::overflow, "a day lies beyond all years");
    const int128 days = exact.numerator() / exact.denominator();
    const bool is_before = exact.sign() < 0 && !exact.is_whole();
    return Date{date::days{static_cast<int>(days) - (is_before ? 1 : 0)}};
}

}  // namespace saleskpi::inline v0_3
