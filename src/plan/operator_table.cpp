// SPDX-License-Identifier: MIT
#include "operator_table.hpp"

#include <saleskpi/plan/operators.hpp>

namespace saleskpi::detail {
namespace {

using Arguments = std::span<const Argument>;

constexpr Parameter formula{Parameter::Kind::formula};
constexpr Parameter a_metric{Parameter::Kind::metric};

constexpr std::array shifts{name(Shift::previous), name(Shift::year_over_year)};
constexpr Parameter shift{Parameter::Kind::word, shifts};

constexpr std::array all_operators{
    Operator{"target", {a_metric}, [](Arguments a) { return target_of(*a[0].metric); }},
    Operator{"attainment", {a_metric}, [](Arguments a) { return attainment(*a[0].metric); }},
    Operator{
        "change",
        {formula, shift},
        [](Arguments a) { return change(*a[0].metric, static_cast<Shift>(*a[1].word)); }},
};

}  // namespace

std::span<const Operator> operators() { return all_operators; }

const Operator* find_operator(std::string_view name) {
    for (const Operator& known : all_operators)
        if (known.name == name) return &known;
    return nullptr;
}

}  // namespace saleskpi::detail
