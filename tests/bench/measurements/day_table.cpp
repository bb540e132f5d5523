// SPDX-License-Identifier: MIT
// Placing dates in periods.
#include "measurements.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/slots.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bench {

using namespace saleskpi;

namespace {

std::vector<Window> periods_of(const Context& context, const Calendar& calendar, Grain grain) {
    std::vector<Window> windows;
    for (const Period& period : calendar.periods(context.window(), grain))
        windows.push_back(period.window());
    return windows;
}

/// A week now and then, with gaps.
Calendar with_campaigns(const Context& context) {
    std::vector<NamedWindow> list;
    const Window window = context.window();
    for (Date day = window.first; day + date::days{21} < window.until; day += date::days{40})
        list.push_back({"campaign of " + to_text(day), {day, day + date::days{21}}});
    return Calendar{}.with(CustomPeriods{std::move(list)});
}

/// Compares and measures one order of days.
Line placed(
    const Context& context,
    const char* what,
    const std::vector<std::uint16_t>& days_of_window,
    const std::vector<Window>& periods) {
    const DayTable slot_of{periods};
    const auto origin =
        static_cast<std::int32_t>(context.window().first.time_since_epoch().count());
    std::vector<std::int32_t> days;
    for (const std::uint16_t day : days_of_window)
        days.push_back(origin + day);

    for (const std::int32_t number : days) {
        const std::int32_t slot = slot_of(number);
        const Date day{date::days{number}};
        const auto holds_day = [&](const Window& period) { return period.contains(day); };
        if (slot != -1 ? !holds_day(periods.at(static_cast<std::size_t>(slot)))
                       : std::any_of(periods.begin(), periods.end(), holds_day))
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
    const auto& in_order = context.columns().closed;
    const auto& in_any_order = context.unordered().closed;
    const Calendar retail = Calendar::retail(RetailPattern::p454, nrf);
    const auto months = periods_of(context, Calendar{}, Grain::month);
    const auto retail_months = periods_of(context, retail, Grain::fiscal_month);
    const auto retail_weeks = periods_of(context, retail, Grain::fiscal_week);
    const auto campaigns = periods_of(context, with_campaigns(context), Grain::custom);
    return {
        placed(context, "months of days in order", in_order, months),
        placed(context, "months of days in any order", in_any_order, months),
        placed(context, "retail months of days in any order", in_any_order, retail_months),
        placed(context, "retail weeks of days in any order", in_any_order, retail_weeks),
        placed(context, "custom periods, with gaps, of days in any order", in_any_order, campaigns),
    };
}

}  // namespace bench
