// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// What a number measures.
enum class Unit : std::uint8_t {
    money,              ///< minor units of a currency
    count,              ///< how many
    ratio,              ///< 1 is 100 %
    days,               ///< calendar days
    working_days,       ///< days on which a calendar works
    months,             ///< a twelfth of a year
    points,             ///< of a scorecard, or of a score that is counted in points
    percentage_points,  ///< a difference of two percentages
    score,              ///< a grade on a scale of its own
    money_per_day,      ///< minor units a day
    count_per_day,      ///< how many a day
    money_per_working_day,
    count_per_working_day,
    money_per_month,  ///< minor units a month
    money_months,     ///< minor units times months: what lengths weighted by money add up to
    coefficient,      ///< of correlation: from -1 to 1
    date,  ///< a day, as days since 1970-01-01: only compared, and one less another is days
};

inline constexpr std::array all_units{
    Unit::money,
    Unit::count,
    Unit::ratio,
    Unit::days,
    Unit::working_days,
    Unit::months,
    Unit::points,
    Unit::percentage_points,
    Unit::score,
    Unit::money_per_day,
    Unit::count_per_day,
    Unit::money_per_working_day,
    Unit::count_per_working_day,
    Unit::money_per_month,
    Unit::money_months,
    Unit::coefficient,
    Unit::date};

constexpr std::string_view name(Unit unit) {
    switch (unit) {
        case Unit::money:
            return "money";
        case Unit::count:
            return "count";
        case Unit::ratio:
            return "ratio";
        case Unit::days:
            return "days";
        case Unit::working_days:
            return "working_days";
        case Unit::months:
            return "months";
        case Unit::points:
            return "points";
        case Unit::percentage_points:
            return "percentage_points";
        case Unit::score:
            return "score";
        case Unit::money_per_day:
            return "money_per_day";
        case Unit::count_per_day:
            return "count_per_day";
        case Unit::money_per_working_day:
            return "money_per_working_day";
        case Unit::count_per_working_day:
            return "count_per_working_day";
        case Unit::money_per_month:
            return "money_per_month";
        case Unit::money_months:
            return "money_months";
        case Unit::coefficient:
            return "coefficient";
        case Unit::date:
            return "date";
    }
    return "";
}

/// The unit of that name; no value for other text.
constexpr std::optional<Unit> try_parse_unit(std::string_view text) {
    for (const Unit unit : all_units) {
        if (name(unit) == text) {
            return unit;
        }
    }
    return std::nullopt;
}

/// The same; throws Error invalid_argument.
constexpr Unit parse_unit(std::string_view text) {
    const std::optional<Unit> unit = try_parse_unit(text);
    if (!unit) detail::fail(ErrorCode::invalid_argument, "not the name of a unit");
    return *unit;
}

/// Whether quantities of the unit carry a currency.
constexpr bool is_money_like(Unit unit) {
    return unit == Unit::money || unit == Unit::money_per_day ||
           unit == Unit::money_per_working_day || unit == Unit::money_per_month ||
           unit == Unit::money_months;
}

namespace detail {

/// whole = part * rate, and so whole / part = rate and whole / rate = part.
struct UnitLaw {
    Unit whole;
    Unit part;
    Unit rate;
};

inline constexpr std::array unit_laws{
    UnitLaw{Unit::money, Unit::days, Unit::money_per_day},
    UnitLaw{Unit::money, Unit::months, Unit::money_per_month},
    UnitLaw{Unit::count, Unit::days, Unit::count_per_day},
    UnitLaw{Unit::money, Unit::working_days, Unit::money_per_working_day},
    UnitLaw{Unit::count, Unit::working_days, Unit::count_per_working_day},
    UnitLaw{Unit::money_per_day, Unit::money, Unit::count_per_day},
    UnitLaw{Unit::money_per_working_day, Unit::money, Unit::count_per_working_day},
    UnitLaw{Unit::money_months, Unit::money, Unit::months},
};

}  // namespace detail

/// Only equal units add, and dates do not.
constexpr std::optional<Unit> sum_unit(Unit a, Unit b) {
    return a == b && a != Unit::date ? std::optional(a) : std::nullopt;
}

/// Only equal units subtract; a date less another is days.
constexpr std::optional<Unit> difference_unit(Unit a, Unit b) {
    return a == Unit::date && b == Unit::date ? Unit::days : sum_unit(a, b);
}

/// The unit of a * b; no value where the product means nothing (money * money).
/// Anything times a ratio or a count stays what it is: money * ratio is money.
constexpr std::optional<Unit> product_unit(Unit a, Unit b) {
    if (a == Unit::date || b == Unit::date) {
        return std::nullopt;
    }
    if (b == Unit::ratio) {
        return a;
    }
    if (a == Unit::ratio || a == Unit::count) {
        return b;
    }
    if (b == Unit::count) {
        return a;
    }
    for (const detail::UnitLaw& law : detail::unit_laws) {
        if ((a == law.part && b == law.rate) || (a == law.rate && b == law.part)) {
            return law.whole;
        }
    }
    return std::nullopt;
}

/// The unit of a / b; no value where the quotient means nothing (count / money).
/// Equal units give a ratio; anything over a ratio or a count stays what it is.
constexpr std::optional<Unit> quotient_unit(Unit a, Unit b) {
    if (a == Unit::date || b == Unit::date) {
        return std::nullopt;
    }
    if (a == b) {
        return Unit::ratio;
    }
    if (b == Unit::ratio || b == Unit::count) {
        return a;
    }
    for (const detail::UnitLaw& law : detail::unit_laws) {
        if (a == law.whole && b == law.part) {
            return law.rate;
        }
        if (a == law.whole && b == law.rate) {
            return law.part;
        }
    }
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3
