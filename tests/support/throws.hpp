// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <optional>
#include <string>

/// The code of the Error that the action throws; none when it throws nothing.
template <class Action>
std::optional<saleskpi::ErrorCode> code_of(Action action) {
    try {
        action();
    } catch (const saleskpi::Error& error) {
        return error.code();
    }
    return std::nullopt;
}

/// The sentence of the Error that the action throws; empty when it throws nothing.
template <class Action>
std::string message_of(Action action) {
    try {
        action();
    } catch (const saleskpi::Error& error) {
        return error.what();
    }
    return {};
}
