// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>

#include <nlohmann/json_fwd.hpp>

namespace saleskpi::inline v0_3::detail {

/// {"from", "to"}: the first and the last day of a half-open window; of an empty one there is none.
nlohmann::json days_of(const Window& window);

}  // namespace saleskpi::inline v0_3::detail
