// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/calendar/window.hpp>

#include <date/date.h>

using namespace saleskpi;
using namespace date::literals;

namespace {

const Window february{2024_y / 2 / 1, 2024_y / 3 / 1};
const Window march{2024_y / 3 / 1, 2024_y / 4 / 1};

}  // namespace

TEST_CASE("a window is half-open") {
    CHECK(february.days() == 29);
    CHECK(february.contains(2024_y / 2 / 1));
    CHECK(february.contains(2024_y / 2 / 29));
    CHECK_FALSE(february.contains(2024_y / 3 / 1));
    CHECK_FALSE(february.contains(2024_y / 1 / 31));
}

TEST_CASE("a window that ends where it begins, or before, has no days") {
    const Window none{2024_y / 2 / 1, 2024_y / 2 / 1};
    const Window inverted{2024_y / 3 / 1, 2024_y / 2 / 1};
    CHECK(none.empty());
    CHECK(none.days() == 0);
    CHECK(inverted.empty());
    CHECK(inverted.days() == 0);
    CHECK_FALSE(inverted.contains(2024_y / 2 / 15));
}

TEST_CASE("the intersection of windows holds their common days") {
    const Window mid{2024_y / 2 / 20, 2024_y / 3 / 10};
    CHECK(intersect(february, mid) == Window{2024_y / 2 / 20, 2024_y / 3 / 1});
    CHECK(intersect(mid, february) == intersect(february, mid));
    CHECK(intersect(february, march).empty());
    CHECK(intersect(march, february).days() == 0);
    CHECK(intersect(february, all_time) == february);
}

TEST_CASE("all time holds the first and the last valid date") {
    CHECK(all_time.contains(date::year{1} / 1 / 1));
    CHECK(all_time.contains(9999_y / 12 / 31));
    CHECK_FALSE(all_time.contains(date::sys_days{9999_y / 12 / 31} + date::days{1}));
    CHECK(all_time.days() == 3652059);  // 9999 * 365 and 2424 leap days
}

TEST_CASE("the days of a window never wrap") {
    CHECK(Window{(Date::min)(), (Date::max)()}.days() == INT32_MAX);
    CHECK(Window{(Date::max)(), (Date::min)()}.days() == 0);
    CHECK(Window{earliest_date, latest_date}.days() == 3652058);
}
