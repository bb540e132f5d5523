// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// How tightly that binds which stands between two operands, in conditions and in arithmetic; a
/// comparison, a call or an aggregate binds tightest. The one order of precedence, for those who read
/// texts and those who write them. Which sign of arithmetic has which is said in its rule.
enum class Binding : std::uint8_t { any, all, sum, product, whole };

constexpr Binding tighter(Binding binding) {
    return static_cast<Binding>(static_cast<int>(binding) + 1);
}

/// What joins two conditions.
struct Connective {
    std::string_view word;
    Test::Op op;
    Binding binding;
};
inline constexpr std::array connectives{
    Connective{"or", Test::Op::any, Binding::any}, Connective{"and", Test::Op::all, Binding::all}};

constexpr const Connective* connective_of(Test::Op op) {
    for (const Connective& one : connectives)
        if (one.op == op) return &one;
    return nullptr;
}

}  // namespace saleskpi::inline v0_3::detail
