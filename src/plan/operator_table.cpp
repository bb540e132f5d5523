// SPDX-License-Identifier: MIT
#include "operator_table.hpp"

#include <saleskpi/plan/operators.hpp>

namespace saleskpi::inline v0_3::detail {
namespace {

using Arguments = std::span<const Argument>;

constexpr Parameter formula{Parameter::Kind::formula};
constexpr Parameter a_metric{Parameter::Kind::metric};
constexpr Parameter number{Parameter::Kind::number};
constexpr Parameter perhaps_number{Parameter::Kind::number, {}, true};
constexpr Parameter shift{Parameter::Kind::word, shift_words};
constexpr Parameter grain{Parameter::Kind::word, grain_words};
constexpr Parameter level{Parameter::Kind::word, level_words};
constexpr Parameter ties{Parameter::Kind::word, ties_words, true};
constexpr Parameter fit{Parameter::Kind::word, fit_words, true};
constexpr Parameter over{Parameter::Kind::word, over_words, true};

/// The word that was given, or else the first of its kind.
template <class Enum>
Enum word(const Argument& argument) {
    return static_cast<Enum>(argument.word.value_or(0));
}

/// A number of periods; one that cannot be is refused by the operator.
int periods(const Argument& argument) {
    const Rational& n = *argument.number;
    return n.is_whole() && n.sign() >= 0 && n <= Rational{255} ? static_cast<int>(n.numerator())
                                                               : 0;
}

constexpr std::array all_operators{
    Operator{"target", {a_metric}, [](Arguments a) { return kpi::target_of(*a[0].metric); }},
    Operator{"attainment", {a_metric}, [](Arguments a) { return kpi::attainment(*a[0].metric); }},
    Operator{
        "attainment_by_difference",
        {a_metric},
        [](Arguments a) { return kpi::attainment_by_difference(*a[0].metric); }},
    Operator{
        "attainment_over_weighted_target",
        {a_metric, number},
        [](Arguments a) {
            return kpi::attainment_over_weighted_target(*a[0].metric, *a[1].number);
        }},
    Operator{
        "score_points",
        {a_metric, number, perhaps_number},
        [](Arguments a) {
            return a[2].number ? kpi::score_points(*a[0].metric, *a[1].number, *a[2].number)
                               : kpi::score_points(*a[0].metric, *a[1].number);
        }},
    Operator{
        "gap_to_target", {a_metric}, [](Arguments a) { return kpi::gap_to_target(*a[0].metric); }},
    Operator{"pace", {a_metric}, [](Arguments a) { return kpi::pace(*a[0].metric); }},
    Operator{"run_rate", {formula}, [](Arguments a) { return kpi::run_rate(*a[0].metric); }},
    Operator{
        "required_run_rate",
        {a_metric},
        [](Arguments a) { return kpi::required_run_rate(*a[0].metric); }},
    Operator{
        "reps_at_target",
        {a_metric},
        [](Arguments a) { return kpi::reps_at_target(*a[0].metric); }},
    Operator{
        "target_growth", {a_metric}, [](Arguments a) { return kpi::target_growth(*a[0].metric); }},
    Operator{
        "target_mismatch",
        {a_metric},
        [](Arguments a) { return kpi::target_mismatch(*a[0].metric); }},
    Operator{
        "change",
        {formula, shift},
        [](Arguments a) { return kpi::change(*a[0].metric, word<Shift>(a[1])); }},
    Operator{
        "before",
        {formula, shift},
        [](Arguments a) { return kpi::before(*a[0].metric, word<Shift>(a[1])); }},
    Operator{
        "difference",
        {formula, shift},
        [](Arguments a) { return kpi::difference(*a[0].metric, word<Shift>(a[1])); }},
    Operator{
        "change_in_points",
        {formula, shift},
        [](Arguments a) { return kpi::change_in_points(*a[0].metric, word<Shift>(a[1])); }},
    Operator{
        "to_date",
        {formula, grain},
        [](Arguments a) { return kpi::to_date(*a[0].metric, word<Grain>(a[1])); }},
    Operator{
        "rolling",
        {formula, number},
        [](Arguments a) { return kpi::rolling(*a[0].metric, periods(a[1])); }},
    Operator{
        "moving_average",
        {formula, number},
        [](Arguments a) { return kpi::moving_average(*a[0].metric, periods(a[1])); }},
    Operator{"cumulative", {formula}, [](Arguments a) { return kpi::cumulative(*a[0].metric); }},
    Operator{
        "average_over",
        {formula, grain},
        [](Arguments a) { return kpi::average_over(*a[0].metric, word<Grain>(a[1])); }},
    Operator{"per_day", {formula}, [](Arguments a) { return kpi::per_day(*a[0].metric); }},
    Operator{
        "per_working_day",
        {formula},
        [](Arguments a) { return kpi::per_working_day(*a[0].metric); }},
    Operator{
        "share_of",
        {formula, level},
        [](Arguments a) { return kpi::share_of(*a[0].metric, word<Level>(a[1])); }},
    Operator{
        "rank",
        {formula, ties},
        [](Arguments a) { return kpi::rank(*a[0].metric, word<Ties>(a[1])); }},
    Operator{
        "floor_attainment",
        {formula, number},
        [](Arguments a) { return kpi::floor_attainment(*a[0].metric, *a[1].number); }},
    Operator{
        "correlation",
        {formula, formula, fit, over},
        [](Arguments a) {
            return kpi::correlation(*a[0].metric, *a[1].metric, word<Fit>(a[2]), word<Over>(a[3]));
        }},
    Operator{
        "forecast_error",
        {formula, formula, over},
        [](Arguments a) {
            return kpi::forecast_error(*a[0].metric, *a[1].metric, word<Over>(a[2]));
        }},
    Operator{
        "benchmark_gap", {a_metric}, [](Arguments a) { return kpi::benchmark_gap(*a[0].metric); }},
    Operator{"wilson_low", {formula}, [](Arguments a) { return kpi::wilson_low(*a[0].metric); }},
    Operator{"wilson_high", {formula}, [](Arguments a) { return kpi::wilson_high(*a[0].metric); }},
};

}  // namespace

std::span<const Operator> operators() { return all_operators; }

const Operator* find_operator(std::string_view name) {
    for (const Operator& known : all_operators)
        if (known.name == name) return &known;
    return nullptr;
}

}  // namespace saleskpi::inline v0_3::detail
