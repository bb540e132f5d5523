// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_records.hpp"

#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace slow {

/// Days of a subscription, [from, until), in which its terms let it be the same.
struct PaidSpan {
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> until;
    Rational yearly;
    bool is_free = false;  ///< whatever its price
    bool is_on_hold = false;
};

/// All spans, in order. Nothing where nobody knows what it brings.
std::optional<std::vector<PaidSpan>> spans_of(
    const Table& table, const Row& row, const RevenuePolicy& policy);

/// Since when it is there.
std::optional<std::int64_t> since_when(const Table& table, const Row& row);

/// Puts an amount where records have it: whole cents, and the rest of one.
void put_yearly(const Table& table, Row& row, const Rational& amount, Currency currency);

}  // namespace slow
