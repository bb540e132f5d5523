// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/working_days.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi {

WorkingDays::WorkingDays(std::initializer_list<date::weekday> week, std::vector<Date> holidays)
    : holidays_{std::move(holidays)} {
    for (const date::weekday day : week)
        week_ = static_cast<std::uint8_t>(week_ | 1U << day.c_encoding());
    std::sort(holidays_.begin(), holidays_.end());
    holidays_.erase(std::unique(holidays_.begin(), holidays_.end()), holidays_.end());
}

bool WorkingDays::contains(Date day) const {
    const unsigned weekday = date::weekday{day}.c_encoding();
    return (week_ >> weekday & 1U) != 0 &&
           !std::binary_search(holidays_.begin(), holidays_.end(), day);
}

std::int64_t WorkingDays::count(const Window& window) const {
    std::int64_t n = 0;
    for (Date day = window.first; day < window.last; day += date::days{1})
        n += contains(day) ? 1 : 0;
    return n;
}

}  // namespace saleskpi
