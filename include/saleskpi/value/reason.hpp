// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// Why a metric has no value. "No data" is never zero, and never a NaN.
enum class Reason : std::uint8_t {
    no_records,        ///< nothing that counts happened in the period
    missing_values,    ///< there are records, but none of them has the value that is needed
    zero_denominator,  ///< there are records, but what is divided by adds up to zero
    no_target,         ///< no target for the group and period
    zero_target,       ///< the target is zero
    no_prior_period,   ///< the period to compare with lies outside the data
    zero_base,         ///< growth from zero
    insufficient_n,    ///< too few records for a statement
    immature,          ///< the period is too recent to be judged
    no_reference,      ///< no reference figure (market size, benchmark)
    incomparable,      ///< the two sides measure different things
    not_cut,           ///< its records do not have what the report is cut by
    too_large,         ///< the value does not fit in 128 bits
};

inline constexpr std::array all_reasons{
    Reason::no_records,  Reason::missing_values,  Reason::zero_denominator, Reason::no_target,
    Reason::zero_target, Reason::no_prior_period, Reason::zero_base,        Reason::insufficient_n,
    Reason::immature,    Reason::no_reference,    Reason::incomparable,     Reason::not_cut,
    Reason::too_large,
};

/// The reason as it is spelled in the enum, e.g. "no_target".
std::string_view name(Reason reason) noexcept;

/// The reason of that name; no value for other text.
std::optional<Reason> find_reason(std::string_view text) noexcept;

}  // namespace saleskpi::inline v0_3
