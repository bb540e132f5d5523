// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/slots.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace saleskpi::inline v0_3 {

namespace {

void require_order(std::span<const Window> ranges) {
    Date free_from = all_time.first;
    for (const Window& range : ranges) {
        if (range.empty()) {
            continue;
        }
        if (range.first < free_from || range.until > all_time.until) {
            throw Error{
                ErrorCode::invalid_argument,
                "date ranges must be sorted, disjoint and within the years 1 to 9999; this one is "
                "not: " +
                    to_text(range.first) + " to " + to_text(range.until - date::days{1})};
        }
        free_from = range.until;
    }
}

}  // namespace

DayTable::DayTable(std::span<const Window> ranges) {
    require_order(ranges);
    const auto used = [](const Window& range) { return !range.empty(); };
    const auto begin = std::find_if(ranges.begin(), ranges.end(), used);
    if (begin == ranges.end()) {
        return;
    }
    const auto end = std::find_if(ranges.rbegin(), ranges.rend(), used).base();
    const Window span{begin->first, (end - 1)->until};
    first_day_ = static_cast<std::uint32_t>(span.first.time_since_epoch().count());
    const auto days = static_cast<std::uint32_t>(span.days());
    if (end - begin == 1) {
        shift_ = 31;
        limit_ = 1U << shift_;
        shift_up_ = limit_ - days;
        slots_ = {static_cast<std::int32_t>(begin - ranges.begin()), -1};
        return;
    }
    limit_ = days;
    slots_.assign(std::size_t{days} + 1, -1);
    for (auto range = begin; range != end; ++range) {
        const auto start = slots_.begin() + (range->first - span.first).count();
        std::fill_n(start, range->days(), static_cast<std::int32_t>(range - ranges.begin()));
    }
}

}  // namespace saleskpi::inline v0_3
