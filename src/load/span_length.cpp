// SPDX-License-Identifier: MIT
#include "load/span_length.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/error.hpp>

namespace saleskpi::inline v0_3::detail {

std::optional<Date> end_of(Date begin, SpanLength::In in, int length) {
    constexpr int days_of_week = 7;
    constexpr int months_of_year = 12;
    using In = SpanLength::In;
    if (in == In::days || in == In::weeks) {
        const Date end = begin + date::days{length * (in == In::weeks ? days_of_week : 1)};
        return all_time.contains(end) ? std::optional{end} : std::nullopt;
    }
    try {
        return add_months(begin, length * (in == In::years ? months_of_year : 1));
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace saleskpi::inline v0_3::detail
