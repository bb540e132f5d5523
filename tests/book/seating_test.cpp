// SPDX-License-Identifier: MIT
#include "book/seating.hpp"

#include "catch.hpp"

#include <limits>
#include <tuple>
#include <vector>

using namespace saleskpi;
using detail::LevelCodes;
using detail::Seating;

namespace {

constexpr std::int32_t ever = (std::numeric_limits<std::int32_t>::min)();
constexpr std::int32_t still = (std::numeric_limits<std::int32_t>::max)();
constexpr std::int32_t asha = 0, ben = 1, north = 10, south = 11, emea = 20, apac = 21;

/// A rep in a team in a region.
struct Seat {
    std::int32_t rep;
    std::int32_t team;
    std::int32_t region;

    bool operator==(const Seat&) const = default;
};

Seating seating_of_regions_and_teams() {
    return {"rep", {{0, "region", "region"}, {0, "team", "team"}}, true};
}

Seat seat_of(const Seating& seating, std::int32_t number) {
    const auto seat = static_cast<std::size_t>(number);
    return {seating.member_of(seat), seating.code(seat, 1), seating.code(seat, 0)};
}

bool assign(Seating& seating, const Seat& seat, std::int32_t from, std::int32_t until) {
    return seating.assign(seat.rep, {seat.region, seat.team}, from, until);
}

/// Asha moves from North to South on day 100, leaves on 200 and is back in North from 250 on.
Seating moving() {
    Seating seating = seating_of_regions_and_teams();
    CHECK(assign(seating, {asha, south, apac}, 100, 200));
    CHECK(assign(seating, {asha, north, emea}, ever, 100));
    CHECK(assign(seating, {asha, north, apac}, 250, still));
    seating.settle();
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
    CHECK(seat_of(seating, 0) == Seat{missing_code, missing_code, missing_code});
}

TEST_CASE("a rep has one seat at a time") {
    Seating seating = moving();
    CHECK_FALSE(assign(seating, {asha, north, emea}, 199, 201));
    CHECK_FALSE(assign(seating, {asha, north, emea}, ever, still));
    CHECK(assign(seating, {asha, north, emea}, 200, 250));
    CHECK(assign(seating, {ben, north, emea}, ever, still));
    seating.settle();
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
    for (const LevelCodes& named :
         {LevelCodes{missing_code, north}, LevelCodes{apac, north}, LevelCodes{apac, missing_code}})
        seating.admit(named);
    const auto on = [&](std::int32_t its_team, std::int32_t its_region, std::int32_t day) {
        return seat_of(seating, seating.seat_of(LevelCodes{its_region, its_team}, day));
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
    seating.split(LevelCodes{missing_code, north}, 50, 300, note);
    CHECK(stays == std::vector<Stay>{{50, 100, emea}, {100, 250, missing_code}, {250, 300, apac}});
    stays.clear();
    seating.split(LevelCodes{apac, north}, 50, 300, note);
    CHECK(stays == std::vector<Stay>{{50, 300, apac}});
}

TEST_CASE("memberships say who stands above, and change the seats of all below") {
    // country, region, team; North is in EMEA until day 150, then in APAC; EMEA is of the UK from 100 on.
    Seating seating{
        "rep", {{0, "country", "country"}, {0, "region", "region"}, {0, "team", "team"}}, true};
    constexpr std::int32_t uk = 30;
    CHECK(seating.assign(asha, {missing_code, missing_code, north}, ever, 200));
    CHECK_FALSE(seating.join({0, 2, north}, {ever, 150, 1, emea}));
    CHECK_FALSE(seating.join({0, 2, north}, {150, still, 1, apac}));
    CHECK_FALSE(seating.join({0, 1, emea}, {100, still, 0, uk}));
    CHECK_FALSE(seating.join({0, 3, ben}, {ever, still, 0, uk}));  // straight below the country
    CHECK(seating.join({0, 2, north}, {140, 160, 0, uk}));
    CHECK(seating.join({0, 3, asha}, {199, 300, 0, uk}));
    seating.settle();
    std::vector<std::tuple<std::int32_t, std::int32_t, LevelCodes>> stays;
    const auto note = [&](std::int32_t from, std::int32_t until, std::int32_t number) {
        const auto seat = static_cast<std::size_t>(number);
        stays.emplace_back(
            from, until,
            LevelCodes{seating.code(seat, 0), seating.code(seat, 1), seating.code(seat, 2)});
    };
    seating.split(asha, 0, 300, note);
    using Stays = decltype(stays);
    CHECK(
        stays == Stays{
                     {0, 100, {missing_code, emea, north}},
                     {100, 150, {uk, emea, north}},
                     {150, 200, {missing_code, apac, north}},
                     {200, 300, {missing_code, missing_code, missing_code}}});
    stays.clear();
    seating.split(ben, 0, 300, note);
    CHECK(stays == Stays{{0, 300, {uk, missing_code, missing_code}}});
}
