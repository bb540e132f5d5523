// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/parameters.hpp"

#include <saleskpi/plan/definition.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Operators over metrics by their names in a formula's text. Each family of steps has its own.
namespace saleskpi::inline v0_3::detail {

/// What a function takes in a formula's text.
struct Parameter {
    enum class Kind : std::uint8_t {
        none,
        formula,
        metric,  ///< one that has an id
        word,    ///< one of some words
        number,
        back,  ///< one of some words, or a number of periods
        dimension,
        level  ///< one of some words, or a dimension
    };
    Kind kind = Kind::none;
    std::span<const std::string_view> words{};
    bool is_optional = false;
    bool in_base_units = false;  ///< an amount may be there as "500 money", in minor units
};

constexpr std::string_view name(Parameter::Kind kind) {
    constexpr std::array<std::string_view, 8> names{"none",   "formula", "metric",    "word",
                                                    "number", "back",    "dimension", "level"};
    return names[static_cast<std::size_t>(kind)];
}

/// What is given for a parameter; for an optional one perhaps nothing.
struct Argument {
    std::optional<Definition> metric{};
    std::optional<std::size_t> word{};  ///< its place among the parameter's words
    std::optional<Rational> number{};
    std::string name{};  ///< of a dimension
};

using Arguments = std::span<const Argument>;

struct Operator {
    std::string_view name;
    std::array<Parameter, 4> parameters;
    Definition (*apply)(Arguments arguments);
    /// From this parameter on they may be given again and again; 0: none.
    std::size_t repeated_from = 0;
};

// What operators take.
inline constexpr Parameter a_formula{Parameter::Kind::formula};
/// Or an amount, perhaps in minor units.
inline constexpr Parameter a_bound{Parameter::Kind::formula, {}, false, true};
inline constexpr Parameter a_metric{Parameter::Kind::metric};
inline constexpr Parameter a_number{Parameter::Kind::number};
inline constexpr Parameter perhaps_a_number{Parameter::Kind::number, {}, true};
inline constexpr Parameter how_far_back{Parameter::Kind::back, shift_words};
inline constexpr Parameter a_grain{Parameter::Kind::word, grain_words};
inline constexpr Parameter a_dimension{Parameter::Kind::dimension};
inline constexpr Parameter at_which_mix{Parameter::Kind::level, mix_level_words, true};
inline constexpr Parameter which_sides{Parameter::Kind::word, two_sided_words, true};
inline constexpr Parameter which_convention{Parameter::Kind::word, convention_words, true};
inline constexpr Parameter a_level{Parameter::Kind::level, level_words};
inline constexpr Parameter which_ties{Parameter::Kind::word, ties_words, true};
inline constexpr Parameter which_fit{Parameter::Kind::word, fit_words, true};
inline constexpr Parameter over_what{Parameter::Kind::word, over_words, true};

/// The word that was given, or else the first of its kind.
template <class Enum>
Enum word(const Argument& argument) {
    return static_cast<Enum>(argument.word.value_or(0));
}

/// The same among some of its kind.
template <class Enum, std::size_t N>
Enum word(const Argument& argument, const std::array<Enum, N>& some) {
    return some[argument.word.value_or(0)];
}

/// A number of periods; one that cannot be is refused by the operator.
inline int periods_of(const Argument& argument) {
    const Rational& n = *argument.number;
    const bool is_one = n.is_whole() && n.sign() >= 0 && n <= Rational{1'000'000};
    return is_one ? static_cast<int>(n.numerator()) : -1;
}

inline Back back_of(const Argument& argument) {
    if (argument.word) return static_cast<Shift>(*argument.word);
    const int n = periods_of(argument);
    return n == 0 ? -1 : n;
}

}  // namespace saleskpi::inline v0_3::detail
