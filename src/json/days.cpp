// SPDX-License-Identifier: MIT
#include "days.hpp"

#include <saleskpi/value/date.hpp>

#include <nlohmann/json.hpp>

namespace saleskpi::inline v0_3::detail {

nlohmann::json days_of(const Window& window) {
    if (window.empty()) return {{"from", nullptr}, {"to", nullptr}};
    return {{"from", to_text(window.first)}, {"to", to_text(window.until - date::days{1})}};
}

}  // namespace saleskpi::inline v0_3::detail
