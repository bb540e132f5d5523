// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/decimal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

/// One representative's part in a deal or an activity.
struct Credit {
    std::string rep{};
    Decimal share = Decimal::from_nanos(Decimal::per_unit);  ///< 0.6 of the whole; 1 by default
    bool overlay = false;  ///< credit on top (a sales engineer's, say): never part of revenue

    bool operator==(const Credit&) const = default;
};

/// Reads "Asha:60;Ben:40" (percent), "Asha;Ben" (equal parts) and "Asha:100;Eva:100:overlay".
/// Empty for anything else: a negative percentage, one finer than 10^-7, some owners without one.
/// Whether the shares make up the whole is for their reader to judge.
std::optional<std::vector<Credit>> try_parse_credits(std::string_view text);
/// The same; throws Error invalid_argument where that is empty.
std::vector<Credit> parse_credits(std::string_view text);

}  // namespace saleskpi::inline v0_3
