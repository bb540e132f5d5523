// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace saleskpi::detail {

/// What a function takes in a formula's text.
struct Parameter {
    enum class Kind : std::uint8_t {
        none,
        formula,
        metric,  ///< one that has an id
        word,    ///< one of some words
        number
    };
    Kind kind = Kind::none;
    std::span<const std::string_view> words{};
    bool is_optional = false;
};

/// What is given for a parameter; for an optional one perhaps nothing.
struct Argument {
    std::optional<Definition> metric{};
    std::optional<std::size_t> word{};  ///< its place among the parameter's words
    std::optional<Rational> number{};
};

/// An operator over metrics by its name in a formula's text: a new one is a new line in
/// operator_table.cpp.
struct Operator {
    std::string_view name;
    std::array<Parameter, 4> parameters;
    Definition (*apply)(std::span<const Argument> arguments);
};

std::span<const Operator> operators();
const Operator* find_operator(std::string_view name);

}  // namespace saleskpi::detail
