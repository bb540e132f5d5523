// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/value/currency.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The company of the sample: made up, as everything in it.
namespace sample {

using namespace saleskpi;

struct Team {
    std::string_view name;
    std::string_view region;
    Currency currency;  ///< in which it sells
    int units_of_100;   ///< what 100 USD cost in its price list
};
inline constexpr std::array<Team, 6> teams{{
    {"East", "Americas", usd, 100},
    {"West", "Americas", usd, 100},
    {"North", "EMEA", gbp, 80},
    {"South", "EMEA", eur, 92},
    {"Asia", "APAC", usd, 95},
    {"Pacific", "APAC", usd, 100},
}};

struct Product {
    std::string_view name;
    int price;         ///< list price of one unit, USD
    int most_units;    ///< in one deal
    int cost_percent;  ///< of the list price
    int win_percent;
    int cycle_days;  ///< a usual one
};
inline constexpr std::array<Product, 5> products{{
    {"Starter", 1'200, 6, 35, 44, 14},
    {"Team", 4'800, 4, 40, 38, 28},
    {"Business", 14'500, 3, 46, 32, 52},
    {"Enterprise", 48'000, 2, 52, 24, 95},
    {"Services", 2'500, 8, 68, 50, 20},
}};

inline constexpr std::array<std::string_view, 6> sources{"web form",    "referral",  "trade fair",
                                                         "advertising", "cold call", "partner"};
/// The channel by which leads of each source come in.
inline constexpr std::array<std::string_view, 6> channels{"web",    "phone", "event",
                                                          "online", "phone", "partner"};
inline constexpr std::array<std::string_view, 3> segments{"small", "mid", "large"};
inline constexpr std::array<std::string_view, 6> industries{
    "retail", "health", "logistics", "manufacturing", "finance", "education"};

/// How much is decided in each month of the year, in percent of a usual one.
inline constexpr std::array<int, 12> season{78, 84, 124, 86, 94, 130, 80, 55, 122, 96, 104, 152};

inline constexpr int first_year = 2024;
inline constexpr int months = 24;

struct Rep {
    std::string name;
    int skill;  ///< added to the win percentage
    int pace;   ///< deals decided in ten months
};

/// Everyone who sold in the two years, and where each of them sat when.
struct Staff {
    std::vector<Rep> reps;
    std::vector<Assignment> assignments;

    /// The rep's team on a day, as an index; nothing while the rep is not in the company.
    std::optional<std::size_t> team_of(const std::string& rep, Date day) const;
    /// Those in seat in a team on a day.
    std::vector<std::size_t> members(std::size_t team, Date day) const;
};

Staff hire();

/// The first day of a month: 0 is the first of the sample, 24 the first after it.
inline Date first_of(int month) { return (Month{first_year, 1} + month).first(); }

}  // namespace sample
