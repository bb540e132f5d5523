// SPDX-License-Identifier: MIT
// Placing dates in periods.
#include "measurements.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/slots.hpp>

#include <stdexcept>

namespace bench {

using namespace saleskpi;

namespace {

/// Compares and measures one order of days.
Line placed(
    const Context& context,
    const char* what,
    const std::vector<std::uint16_t>& days_of_window,
    const std::vector<Window>& months,
    const DayTable& slot_of) {
    const Window window = context.window();
    const auto origin = static_cast<std::int32_t>(window.first.time_since_epoch().count());
    std::vector<std::int32_t> days;
    for (const std::uint16_t day : days_of_window)
        days.push_back(origin + day);

    for (const std::int32_t number : days) {
        const std::int32_t slot = slot_of(number);
        const Date day{date::days{number}};
        if (window.contains(day) ? !months.at(static_cast<std::size_t>(slot)).contains(day)
                                 : slot != -1)
            throw std::runtime_error{"the answers differ: the period of " + to_text(day)};
    }

    std::vector<std::int16_t> slots(days.size());
    Race race;
    const double& seconds = race.add([&] {
        for (std::size_t i = 0; i < days.size(); ++i)
            slots[i] = static_cast<std::int16_t>(slot_of(days[i]));
    });
    race.go(context.options().runs);
    const double nanoseconds = seconds * 1e9 / static_cast<double>(days.size());
    return timed(what, seconds).is(nanoseconds, "1 ns per date").at_most(1);
}

}  // namespace

Lines day_table(Context& context) {
    std::vector<Window> months;
    for (const Period& period : Calendar{}.periods(context.window(), Grain::month))
        months.push_back(period.window());
    const DayTable slot_of{months};
    return {
        placed(context, "months of days in order", context.columns().closed, months, slot_of),
        placed(
            context, "months of days in any order", context.unordered().closed, months, slot_of)};
}

}  // namespace bench
