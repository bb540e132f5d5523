// SPDX-License-Identifier: MIT
#include "book/text_hash.hpp"

#include <saleskpi/rollup/row_key.hpp>

#include <cstdint>

namespace saleskpi::inline v0_3 {

GroupNames::GroupNames(std::initializer_list<std::string_view> names)
    : names_{names.begin(), names.end()} {}

}  // namespace saleskpi::inline v0_3

namespace {

/// Spreads small numbers, such as ordinals and days, over all bits.
std::size_t mixed(std::size_t bits, std::size_t more) {
    return (bits ^ more) * static_cast<std::size_t>(0x9e3779b97f4a7c15u) + (bits >> 7U);
}

}  // namespace

std::size_t std::hash<saleskpi::Period>::operator()(const saleskpi::Period& period) const noexcept {
    std::size_t bits = static_cast<std::size_t>(period.grain);
    bits = mixed(bits, static_cast<std::size_t>(period.ordinal));
    bits = mixed(bits, static_cast<std::size_t>(period.first.time_since_epoch().count()));
    return mixed(bits, static_cast<std::size_t>(period.until.time_since_epoch().count()));
}

std::size_t std::hash<saleskpi::RowKey>::operator()(const saleskpi::RowKey& key) const noexcept {
    std::size_t bits = std::hash<saleskpi::Period>{}(key.period);
    for (const std::string& name : key.group)
        bits = mixed(bits, saleskpi::detail::text_hash(name));
    return bits;
}
