// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/reason.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace saleskpi::inline v0_3 {
namespace detail {

/// Throws Error no_value that names the reason.
[[noreturn]] void fail_no_value(Reason reason);

}  // namespace detail

/// A value, or the reason why there is none.
template <class T>
class [[nodiscard]] Outcome {
    static_assert(!std::is_same_v<T, Reason>, "an outcome's value cannot itself be a reason");

public:
    using value_type = T;

    constexpr Outcome(T value) : value_(std::move(value)) {}
    constexpr Outcome(Reason reason) : reason_(reason) {}

    constexpr bool has_value() const { return value_.has_value(); }
    constexpr explicit operator bool() const { return value_.has_value(); }

    /// Throws Error no_value, naming the reason.
    constexpr const T& value() const {
        if (!value_) {
            detail::fail_no_value(reason_);
        }
        return *value_;
    }

    constexpr const T& operator*() const { return value(); }
    constexpr const T* operator->() const { return &value(); }

    constexpr T value_or(T other) const { return value_ ? *value_ : std::move(other); }

    /// Throws Error invalid_argument when there is a value.
    constexpr Reason reason() const {
        if (value_) {
            detail::fail(ErrorCode::invalid_argument, "an outcome with a value has no reason");
        }
        return reason_;
    }

    /// The outcome of the function on the value; the same reason where there is none.
    template <class Function>
    constexpr auto map(Function&& function) const
        -> Outcome<std::decay_t<std::invoke_result_t<Function, const T&>>> {
        if (!value_) {
            return reason_;
        }
        return std::forward<Function>(function)(*value_);
    }

    /// The outcome that the function makes of the value; the same reason where there is none.
    template <class Function>
    constexpr auto and_then(Function&& function) const
        -> std::remove_cvref_t<std::invoke_result_t<Function, const T&>> {
        if (!value_) {
            return reason_;
        }
        return std::forward<Function>(function)(*value_);
    }

    /// This outcome if it has a value, else the one that the function makes of the reason.
    template <class Function>
        requires std::convertible_to<std::invoke_result_t<Function, Reason>, Outcome>
    constexpr Outcome or_else(Function&& function) const {
        if (value_) {
            return *this;
        }
        return std::forward<Function>(function)(reason_);
    }

    /// Equal values, or equal reasons.
    friend constexpr bool operator==(const Outcome&, const Outcome&) = default;

private:
    std::optional<T> value_;
    Reason reason_{};  // stays at its default beside a value, so that == may compare members
};

}  // namespace saleskpi::inline v0_3
