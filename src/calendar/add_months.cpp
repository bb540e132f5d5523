// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/calendar/month_blocks.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/error.hpp>

namespace saleskpi::inline v0_3 {

Date add_months(Date day, int months) {
    constexpr int most = 12 * 9999;
    if (all_time.contains(day) && months >= -most && months <= most) {
        const int index = detail::month_index(day) + months;
        if (index >= 12 && index < 12 * 10000)
            return detail::shift_months(day, months, detail::Edge::first);
    }
    throw Error{ErrorCode::invalid_date, "that month lies outside 0001-01-01 to 9999-12-31"};
}

}  // namespace saleskpi::inline v0_3
