// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The length of a reporting period. Weeks are those of the calendar in use (ISO weeks by
/// default); fiscal grains follow the calendar's fiscal year, in a retail calendar the retail one;
/// custom periods are those that the calendar lists; window is the whole reporting window as
/// one period.
enum class Grain : std::uint8_t {
    day,
    week,
    month,
    quarter,
    half,
    year,
    fiscal_week,
    fiscal_month,
    fiscal_quarter,
    fiscal_half,
    fiscal_year,
    custom,
    window,
};

/// Every grain, in the order of the enumeration.
inline constexpr std::array all_grains{
    Grain::day,         Grain::week,         Grain::month,
    Grain::quarter,     Grain::half,         Grain::year,
    Grain::fiscal_week, Grain::fiscal_month, Grain::fiscal_quarter,
    Grain::fiscal_half, Grain::fiscal_year,  Grain::custom,
    Grain::window,
};

/// The name of a grain as written in configurations, e.g. "fiscal_quarter".
constexpr std::string_view name(Grain grain) noexcept {
    constexpr std::array<std::string_view, all_grains.size()> names{
        "day",         "week",        "month",        "quarter",        "half",
        "year",        "fiscal_week", "fiscal_month", "fiscal_quarter", "fiscal_half",
        "fiscal_year", "custom",      "window"};
    return names[static_cast<std::size_t>(grain)];
}

/// The grain of that name; nothing if there is none.
std::optional<Grain> try_parse_grain(std::string_view text) noexcept;
/// The same; throws Error invalid_argument.
Grain parse_grain(std::string_view text);

}  // namespace saleskpi::inline v0_3
