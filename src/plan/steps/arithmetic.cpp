// SPDX-License-Identifier: MIT
// What every formula is made of: aggregates, numbers and the four signs.
#include "step_rule.hpp"

#include <saleskpi/metric/formula.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

using Units = std::span<const Unit>;

Evaluated sum(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (!result.reason) result.value = of[0].value + of[1].value;
    return result;
}

Evaluated difference(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (!result.reason) result.value = of[0].value - of[1].value;
    return result;
}

Evaluated product(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (!result.reason) result.value = of[0].value * of[1].value;
    return result;
}

Evaluated quotient(const Combining& of) {
    Evaluated result = resting_on(of[0], of[1]);
    if (result.reason) return result;
    if (!of[1].value.is_zero())
        result.value = of[0].value / of[1].value;
    else
        // A zero of numbers and lengths is none for want of records.
        result.reason = result.records == 0 && of.last_reads_records ? Reason::no_records
                                                                     : Reason::zero_denominator;
    return result;
}

std::string_view divides_by_zero(const Checking& check) {
    const auto& divisor = check.number(1);
    return divisor && divisor->is_zero() ? "a division by zero has no value" : std::string_view{};
}

constexpr std::array zero_denominators{
    Occasion{Reason::zero_denominator, "what is divided by is zero"}};

constexpr std::array rules{
    StepRule{.kind = steps::leaf, .name = {}, .operands = 0, .unit = nullptr},
    StepRule{.kind = steps::constant, .name = {}, .operands = 0, .unit = nullptr},
    StepRule{
        .kind = steps::add,
        .name = "+",
        .operands = 2,
        .unit = [](Units u) { return sum_unit(u[0], u[1]); },
        .binding = Binding::sum,
        .refusal = "only values of the same unit can be added",
        .combine = sum},
    StepRule{
        .kind = steps::subtract,
        .name = "-",
        .operands = 2,
        .unit = [](Units u) { return difference_unit(u[0], u[1]); },
        .binding = Binding::sum,
        .refusal = "only values of the same unit can be subtracted",
        .combine = difference},
    StepRule{
        .kind = steps::multiply,
        .name = "*",
        .operands = 2,
        .unit = [](Units u) { return product_unit(u[0], u[1]); },
        .binding = Binding::product,
        .refusal = "the product of these units has no meaning here",
        .combine = product},
    StepRule{
        .kind = steps::divide,
        .name = "/",
        .operands = 2,
        .unit = [](Units u) { return quotient_unit(u[0], u[1]); },
        .binding = Binding::product,
        .refusal = "the quotient of these units has no meaning here",
        .combine = quotient,
        .occasions = zero_denominators,
        .without_records = "no record is behind a division",
        .misuse = divides_by_zero},
};

}  // namespace

StepFamily arithmetic_family() { return {rules, {}}; }

}  // namespace saleskpi::inline v0_3::detail
