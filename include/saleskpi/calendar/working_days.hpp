// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace saleskpi {

/// Which days are worked: some days of each week, less the holidays. An immutable value.
class WorkingDays {
public:
    /// Monday to Friday, without holidays.
    WorkingDays()
        : WorkingDays{
              {date::Monday, date::Tuesday, date::Wednesday, date::Thursday, date::Friday}} {}
    /// These days of the week, less these days.
    explicit WorkingDays(
        std::initializer_list<date::weekday> week, std::vector<Date> holidays = {});

    bool contains(Date day) const;
    /// How many there are in the window.
    std::int64_t count(const Window& window) const;

    bool operator==(const WorkingDays&) const = default;

private:
    std::uint8_t week_ = 0;       ///< a bit per day, Sunday lowest
    std::vector<Date> holidays_;  ///< ascending, each once
};

}  // namespace saleskpi
