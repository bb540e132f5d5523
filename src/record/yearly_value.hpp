// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/subscription.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// How often an interval is in a year: a week 52 times.
std::int64_t intervals_of_year(Interval interval);

/// An amount of a year in the form in which records have it: rounded down, and what that lacks as a
/// fraction of one minor unit, which is missing_number where nothing is lacking.
struct YearlyParts {
    std::int64_t whole;
    std::int64_t above;
    std::int64_t below;
};

/// None where 64 bits do not hold it.
std::optional<YearlyParts> yearly_parts(const Rational& amount);

/// What is due each time x intervals of a year / count, in minor units. Of what 128 bits do not hold, the
/// greatest number that they do. `count` is above zero.
Rational yearly_amount(const Rational& due, const Rational& intervals_of_year, std::int64_t count);

}  // namespace saleskpi::inline v0_3::detail
