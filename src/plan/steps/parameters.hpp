// SPDX-License-Identifier: MIT
#pragma once

#include "plan/grammar.hpp"

#include <saleskpi/metric/naming.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
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
/// The levels of every report; others are those of its dimensions.
inline constexpr std::array<std::string_view, 2> level_words{"parent", "company"};
inline constexpr std::array<std::string_view, 2> mix_level_words{"company", "parent"};
inline constexpr std::array ties_words{name(Ties::competition), name(Ties::dense)};
// Where what is meant if nothing is said is not the first of its kind.
inline constexpr std::array conventions{
    Convention::three_part, Convention::midpoint, Convention::two_part};
/// Of a mix and rates: a joint part of its own would be neither.
inline constexpr std::array two_sided{Convention::two_part, Convention::midpoint};
template <class Enum, std::size_t N>
constexpr std::array<std::string_view, N> words_of(const std::array<Enum, N>& all) {
    std::array<std::string_view, N> words{};
    for (std::size_t i = 0; i < N; ++i)
        words[i] = name(all[i]);
    return words;
}
inline constexpr std::array convention_words = words_of(conventions);
inline constexpr std::array two_sided_words = words_of(two_sided);
inline constexpr std::array fit_words{name(Fit::pearson), name(Fit::spearman)};
inline constexpr std::array over_words{name(Over::groups), name(Over::periods)};

/// What a step takes behind its operands in a formula's text: one of some words, a number of periods,
/// either, or the name of something results are cut by.
struct StepParameter {
    std::span<const std::string_view> words{};
    bool is_number = false;
    /// Of a step, as its text has it; by the place among the words, or else by the number.
    std::string (*text)(const Step&);
    void (*set_word)(Step&, std::size_t word) = nullptr;
    void (*set_number)(Step&, std::int32_t number) = nullptr;
    void (*set_name)(Step&, std::string_view name) = nullptr;
};

inline constexpr StepParameter back_parameter{
    shift_words, true,
    [](const Step& s) {
        return s.periods > 0 ? std::to_string(s.periods) : std::string{name(s.shift)};
    },
    [](Step& s, std::size_t word) { s.shift = static_cast<Shift>(word); },
    [](Step& s, std::int32_t n) { s.periods = n; }};
inline constexpr StepParameter periods_parameter{
    {},
    true,
    [](const Step& s) { return std::to_string(s.periods); },
    nullptr,
    [](Step& s, std::int32_t n) { s.periods = n; }};
inline constexpr StepParameter grain_parameter{
    grain_words, false, [](const Step& s) { return std::string{name(s.grain)}; },
    [](Step& s, std::size_t word) { s.grain = static_cast<Grain>(word); }};
inline constexpr StepParameter level_parameter{
    level_words, false,   [](const Step& s) { return name_text(s.level.view()); },
    nullptr,     nullptr, [](Step& s, std::string_view name) { s.level = name; }};
inline constexpr StepParameter ties_parameter{
    ties_words, false, [](const Step& s) { return std::string{name(s.ties)}; },
    [](Step& s, std::size_t word) { s.ties = static_cast<Ties>(word); }};
inline constexpr StepParameter fit_parameter{
    fit_words, false, [](const Step& s) { return std::string{name(s.fit)}; },
    [](Step& s, std::size_t word) { s.fit = static_cast<Fit>(word); }};
inline constexpr StepParameter over_parameter{
    over_words, false, [](const Step& s) { return std::string{name(s.over)}; },
    [](Step& s, std::size_t word) { s.over = static_cast<Over>(word); }};
inline constexpr StepParameter dimension_parameter{
    {},      false,   [](const Step& s) { return name_text(s.dimension.view()); },
    nullptr, nullptr, [](Step& s, std::string_view name) { s.dimension = name; }};
inline constexpr StepParameter convention_parameter{
    convention_words, false, [](const Step& s) { return std::string{name(s.convention)}; },
    [](Step& s, std::size_t word) { s.convention = conventions[word]; }};
inline constexpr StepParameter two_sided_parameter{
    two_sided_words, false, convention_parameter.text,
    [](Step& s, std::size_t word) { s.convention = two_sided[word]; }};

// The parameters of steps that take one.
inline constexpr std::array takes_back{&back_parameter};
inline constexpr std::array takes_periods{&periods_parameter};
inline constexpr std::array takes_grain{&grain_parameter};
inline constexpr std::array takes_level{&level_parameter};
inline constexpr std::array takes_ties{&ties_parameter};
inline constexpr std::array takes_over{&over_parameter};
inline constexpr std::array takes_dimension_and_level{&dimension_parameter, &level_parameter};
inline constexpr std::array takes_dimension_back_and_sides{
    &dimension_parameter, &back_parameter, &two_sided_parameter};
inline constexpr std::array takes_back_and_convention{&back_parameter, &convention_parameter};
inline constexpr std::array takes_fit_and_over{&fit_parameter, &over_parameter};

}  // namespace saleskpi::inline v0_3::detail
