// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The names of an enumeration's values, in order from 0: found by ADL as `names_of(E{})`.
/// An enumeration that has it can be a field of a record; files and definitions use these names.
template <class T>
concept Choice = std::is_enum_v<T> && requires(T value) {
    { names_of(value) } -> std::convertible_to<std::span<const std::string_view>>;
};

/// The name of a value of such an enumeration.
template <Choice T>
constexpr std::string_view name(T value) {
    return names_of(value)[static_cast<std::size_t>(value)];
}

}  // namespace saleskpi::inline v0_3
