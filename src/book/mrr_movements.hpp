// SPDX-License-Identifier: MIT
#pragma once

#include "book/held_amounts.hpp"

#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// What a customer's recurring revenue does on a day, in one of his subscriptions.
struct Movement {
    const HeldAmount& of;
    std::int32_t day;
    MovementKind kind;
    Rational yearly;  ///< in minor units, and not zero
};

/// The movements of all customers, each with all that it ever held: by customer and day. Who comes back
/// later than within so many days is new.
void each_movement(
    const HeldAmounts& held,
    std::optional<std::int32_t> reactivation_within,
    const std::function<void(const Movement&)>& f);

}  // namespace saleskpi::inline v0_3::detail
