// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

/// Days that are not worked, and how far that is known.
struct Holidays {
    /// What is said of the days for which no holidays are known.
    enum class Outside : std::uint8_t {
        weekdays_only,  ///< worked, if the day of the week is
        refuse,         ///< nothing: whoever asks gets Error{invalid_date}
    };

    std::vector<Date> days{};
    std::string source{};     ///< where they are from, for messages
    Window valid = all_time;  ///< the days for which the list is complete
    Outside outside = Outside::weekdays_only;

    /// The source does not take part.
    friend bool operator==(const Holidays& a, const Holidays& b) {
        return a.days == b.days && a.valid == b.valid && a.outside == b.outside;
    }
};

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

    /// These days of the week, without holidays.
    static WorkingDays on(std::span<const date::weekday> week);

    /// The same days of the week, less these holidays and no others. Throws Error{invalid_argument}
    /// for a holiday outside the days for which the list is valid, and for a source that is not
    /// UTF-8.
    [[nodiscard]] WorkingDays without(Holidays holidays) const;

    /// Throws Error{invalid_date} outside the years 1 to 9999, and where the holidays are not known
    /// and that is to be refused.
    [[nodiscard]] bool contains(Date day) const;
    /// How many there are in the window. Throws as contains().
    [[nodiscard]] std::int64_t count(const Window& window) const;

    [[nodiscard]] bool works_on(date::weekday day) const noexcept {
        return (week_ >> day.c_encoding() & 1U) != 0;
    }
    /// Ascending, each once.
    [[nodiscard]] const Holidays& holidays() const noexcept { return holidays_; }

    bool operator==(const WorkingDays&) const = default;

private:
    WorkingDays(std::uint8_t week, Holidays holidays)
        : week_{week}, holidays_{std::move(holidays)} {}
    void require_known(const Window& days) const;

    std::uint8_t week_ = 0;  ///< a bit per day, Sunday lowest
    Holidays holidays_;
};

}  // namespace saleskpi::inline v0_3
