// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/grain.hpp>

namespace saleskpi::inline v0_3 {

std::optional<Grain> find_grain(std::string_view text) noexcept {
    for (const Grain grain : all_grains) {
        if (name(grain) == text) {
            return grain;
        }
    }
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3
