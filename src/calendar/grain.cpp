// SPDX-License-Identifier: MIT
#include "value/parsed.hpp"

#include <saleskpi/calendar/grain.hpp>

namespace saleskpi::inline v0_3 {

std::optional<Grain> try_parse_grain(std::string_view text) noexcept {
    for (const Grain grain : all_grains) {
        if (name(grain) == text) {
            return grain;
        }
    }
    return std::nullopt;
}

Grain parse_grain(std::string_view text) {
    return detail::parsed(try_parse_grain(text), text, "no grain, such as fiscal_quarter");
}

}  // namespace saleskpi::inline v0_3
