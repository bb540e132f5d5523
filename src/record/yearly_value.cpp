// SPDX-License-Identifier: MIT
#include "record/yearly_value.hpp"

#include <saleskpi/value/error.hpp>

#include <array>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array<std::int64_t, interval_names.size()> of_year{365, 52, 12, 4, 2, 1};

/// missing_number is the least there is, and no number.
bool is_of_64_bits(int128 number) {
    return number <= (std::numeric_limits<std::int64_t>::max)() &&
           number >= -int128{(std::numeric_limits<std::int64_t>::max)()};
}

YearlyParts parts_of(const Subscription& subscription) {
    constexpr YearlyParts unknown{missing_number, missing_number, missing_number};
    const std::int64_t count = subscription.interval_count.value_or(1);
    const auto interval = static_cast<std::size_t>(subscription.interval);
    if (!subscription.price || count <= 0 || interval >= of_year.size()) return unknown;
    const auto amount = yearly_amount(
        Rational{int128{subscription.price->minor()} * subscription.quantity.value_or(1)},
        Rational{of_year[interval]}, count);
    const auto parts = yearly_parts(amount);
    if (!parts)
        throw Error{
            ErrorCode::overflow,
            "what subscription '" + subscription.id + "' brings in a year exceeds 64 bits"};
    return *parts;
}

std::optional<Money> money_of(std::int64_t number, const Subscription& subscription) {
    if (number == missing_number) return std::nullopt;
    return Money{number, subscription.price->currency()};
}

}  // namespace

std::int64_t intervals_of_year(Interval interval) {
    return of_year.at(static_cast<std::size_t>(interval));
}

std::optional<YearlyParts> yearly_parts(const Rational& amount) {
    const int128 below = amount.denominator();
    int128 above = amount.numerator() % below;
    if (above < 0) above += below;
    const int128 whole = (amount.numerator() - above) / below;
    if (!is_of_64_bits(whole) || !is_of_64_bits(below)) return std::nullopt;
    if (above == 0)
        return YearlyParts{static_cast<std::int64_t>(whole), missing_number, missing_number};
    return YearlyParts{
        static_cast<std::int64_t>(whole), static_cast<std::int64_t>(above),
        static_cast<std::int64_t>(below)};
}

Rational yearly_amount(const Rational& due, const Rational& intervals_of_year, std::int64_t count) {
    try {
        return due * intervals_of_year / Rational{count};
    } catch (const Error&) {
        return Rational{int128_max};
    }
}

std::optional<Money> yearly_whole(const Subscription& subscription) {
    return money_of(parts_of(subscription).whole, subscription);
}

std::optional<Money> yearly_above(const Subscription& subscription) {
    return money_of(parts_of(subscription).above, subscription);
}

std::optional<std::int64_t> yearly_below(const Subscription& subscription) {
    const std::int64_t below = parts_of(subscription).below;
    return below == missing_number ? std::nullopt : std::optional{below};
}

}  // namespace saleskpi::inline v0_3::detail
