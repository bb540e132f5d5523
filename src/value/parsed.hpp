// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// What a try_ function read; throws Error where it read nothing: "'12x' is no amount of money".
template <class T>
T parsed(
    std::optional<T> value,
    std::string_view text,
    std::string_view expected,
    ErrorCode code = ErrorCode::invalid_argument) {
    if (!value) throw Error{code, fmt::format("'{}' is {}", text, expected)};
    return *std::move(value);
}

/// The twin of a function that throws: nothing where that throws an Error.
template <class Function>
auto tried(Function&& function) -> std::optional<decltype(function())> {
    try {
        return function();
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace saleskpi::inline v0_3::detail
