// SPDX-License-Identifier: MIT
#include "book/seating.hpp"

#include "catch.hpp"

#include <limits>
#include <tuple>
#include <vector>

using namespace saleskpi;
using detail::Seat;
using detail::Seating;

namespace {

constexpr std::int32_t ever = (std::numeric_limits<std::int32_t>::min)();
constexpr std::int32_t still = (std::numeric_limits<std::int32_t>::max)();
constexpr std::int32_t asha = 0, ben = 1, north = 10, south = 11, emea = 20, apac = 21;

Seat seat_of(const Seating& seating, std::int32_t number) {
    return seating.seats()[static_cast<std::size_t>(number)];
}

/// Asha moves from North to South on day 100, leaves on 200 and is back in North from 250 on.
Seating moving() {
    Seating seating;
    CHECK(seating.assign({asha, south, apac}, 100, 200));
    CHECK(seating.assign({asha, north, emea}, ever, 100));
    CHECK(seating.assign({asha, north, apac}, 250, still));
    return seating;
}

using Stay = std::tuple<std::int32_t, std::int32_t, std::int32_t>;  // from, until, region

}  // namespace

TEST_CASE("a rep sits where the assignment of the day says") {
    const Seating seating = moving();
    const auto on = [&](std::int32_t day) { return seat_of(seating, seating.seat(asha, day)); };
    CHECK(on(-5) == Seat{asha, north, emea});
    CHECK(on(99) == Seat{asha, north, emea});
    CHECK(on(100) == Seat{asha, south, apac});
    CHECK(on(199) == Seat{asha, south, apac});
    CHECK(on(200) == Seat{asha, missing_code, missing_code});
    CHECK(on(250) == Seat{asha, north, apac});
    CHECK(seating.seat(missing_code, 100) == 0);
    CHECK(seat_of(seating, 0) == Seat{});
}

TEST_CASE("a rep has one seat at a time") {
    Seating seating = moving();
    CHECK_FALSE(seating.assign({asha, north, emea}, 199, 201));
    CHECK_FALSE(seating.assign({asha, north, emea}, ever, still));
    CHECK(seating.assign({asha, north, emea}, 200, 250));
    CHECK(seating.assign({ben, north, emea}, ever, still));
    CHECK(seating.sittings(asha).size() == 4);
}

TEST_CASE("a span of days is split where the seat changes") {
    const Seating seating = moving();
    std::vector<Stay> stays;
    const auto note = [&](std::int32_t from, std::int32_t until, std::int32_t seat) {
        stays.emplace_back(from, until, seat_of(seating, seat).region);
    };
    seating.split(asha, 50, 300, note);
    CHECK(
        stays ==
        std::vector<Stay>{
            {50, 100, emea}, {100, 200, apac}, {200, 250, missing_code}, {250, 300, apac}});
    stays.clear();
    seating.split(asha, 120, 130, note);
    CHECK(stays == std::vector<Stay>{{120, 130, apac}});
    stays.clear();
    seating.split(asha, 130, 130, note);
    CHECK(stays.empty());
}

TEST_CASE("a team without a rep lies in the region it had on the day") {
    Seating seating = moving();
    seating.admit(north, missing_code);
    seating.admit(north, apac);
    const auto on = [&](std::int32_t its_team, std::int32_t its_region, std::int32_t day) {
        return seat_of(seating, seating.seat_without_rep(its_team, its_region, day));
    };
    CHECK(on(north, missing_code, 50) == Seat{missing_code, north, emea});
    CHECK(on(north, missing_code, 150) == Seat{missing_code, north, missing_code});
    CHECK(on(north, missing_code, 260) == Seat{missing_code, north, apac});
    CHECK(on(north, apac, 50) == Seat{missing_code, north, apac});
    CHECK(on(missing_code, apac, 50) == Seat{missing_code, missing_code, apac});

    std::vector<Stay> stays;
    const auto note = [&](std::int32_t from, std::int32_t until, std::int32_t seat) {
        stays.emplace_back(from, until, seat_of(seating, seat).region);
    };
    seating.split_without_rep(north, missing_code, 50, 300, note);
    CHECK(stays == std::vector<Stay>{{50, 100, emea}, {100, 250, missing_code}, {250, 300, apac}});
    stays.clear();
    seating.split_without_rep(north, apac, 50, 300, note);
    CHECK(stays == std::vector<Stay>{{50, 300, apac}});
}
