// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <cstdint>

namespace saleskpi::inline v0_3 {

/// A period whose grain is known only at run time; made by a Calendar. Half-open, like Window.
struct Period {
    Grain grain = Grain::window;
    std::int32_t ordinal = 0;  ///< as TypedPeriod::ordinal(); 0 for a window
    Date first{};
    Date until{};          ///< the first day after the period
    bool complete = true;  ///< false if a reporting window cut some of its days off

    [[nodiscard]] constexpr Window window() const noexcept { return Window{first, until}; }

    /// `complete` follows from the days, so it does not take part.
    friend constexpr bool operator==(const Period& a, const Period& b) noexcept {
        return a.grain == b.grain && a.ordinal == b.ordinal && a.window() == b.window();
    }
};

}  // namespace saleskpi::inline v0_3
