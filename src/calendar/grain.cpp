// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/grain.hpp>

#include <cstddef>

namespace saleskpi {

namespace {

constexpr std::array<std::string_view, all_grains.size()> names{
    "day",         "week",        "month",        "quarter",        "half",
    "year",        "fiscal_week", "fiscal_month", "fiscal_quarter", "fiscal_half",
    "fiscal_year", "custom",      "window",
};

}  // namespace

std::string_view name(Grain grain) noexcept { return names[static_cast<std::size_t>(grain)]; }

std::optional<Grain> find_grain(std::string_view text) noexcept {
    for (const Grain grain : all_grains) {
        if (name(grain) == text) {
            return grain;
        }
    }
    return std::nullopt;
}

}  // namespace saleskpi
