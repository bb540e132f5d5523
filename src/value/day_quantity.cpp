// SPDX-License-Identifier: MIT
#include <saleskpi/value/day_quantity.hpp>

namespace saleskpi::inline v0_3 {

Date date_of(const AnyQuantity& day) {
    const Rational days = day.as<Unit::date>().exact();
    constexpr int128 most = 100'000'000;  // as many years as a date can have, and more
    if (!days.is_whole() || days.abs() > Rational{most})
        detail::fail(ErrorCode::invalid_argument, "not a whole number of days since 1970-01-01");
    return Date{date::days{static_cast<int>(days.numerator())}};
}

}  // namespace saleskpi::inline v0_3
