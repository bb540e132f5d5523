// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/plan/definition.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::array shift_words{
    name(Shift::previous), name(Shift::year_over_year), name(Shift::same_weekday)};
inline constexpr auto grain_words = [] {
    std::array<std::string_view, all_grains.size()> words{};
    for (const Grain grain : all_grains)
        words[static_cast<std::size_t>(grain)] = name(grain);
    return words;
}();
inline constexpr std::array level_words{
    name(Level::parent), name(Level::company), name(Level::region), name(Level::team)};
inline constexpr std::array ties_words{name(Ties::competition), name(Ties::dense)};
inline constexpr std::array fit_words{name(Fit::pearson), name(Fit::spearman)};
inline constexpr std::array over_words{name(Over::groups), name(Over::periods)};

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
    bool in_base_units = false;  ///< an amount may be there as "500 money", in minor units
};

constexpr std::string_view name(Parameter::Kind kind) {
    constexpr std::array<std::string_view, 5> names{"none", "formula", "metric", "word", "number"};
    return names[static_cast<std::size_t>(kind)];
}

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

}  // namespace saleskpi::inline v0_3::detail
