// SPDX-License-Identifier: MIT
// What every formula is made of: aggregates, numbers and the four signs.
#include "step_rule.hpp"

#include <saleskpi/metric/formula.hpp>

#include <array>
#include <cstdint>
#include <limits>

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

// The same for many cells: what does not fit in 64 bits is left to the functions above.

constexpr auto no_reason = ManyValues::no_reason;

/// As resting_on() says it; whether there may be a value. What is left to others has none that means
/// anything.
bool rests_on_both(const CombiningMany& of, std::size_t i) {
    constexpr auto not_cut = static_cast<std::uint8_t>(Reason::not_cut);
    const std::uint8_t a = of.first.reason[i];
    const std::uint8_t b = of.last.reason[i];
    of.result.reason[i] = a != no_reason && b != not_cut ? a : b;
    of.result.records[i] = of.first.records[i] + of.last.records[i];
    of.result.missing[i] = of.first.missing[i] + of.last.missing[i];
    of.result.left[i] = of.first.left[i] | of.last.left[i];
    of.result.above[i] = 0;
    of.result.below[i] = 1;
    return of.result.reason[i] == no_reason && !of.result.left[i];
}

template <bool adds>
void sums(const CombiningMany& of) {
    for (std::size_t i = 0; i < of.cells; ++i) {
        if (!rests_on_both(of, i)) continue;
        std::int64_t a = of.first.above[i];
        std::int64_t b = of.last.above[i];
        std::int64_t below = of.first.below[i];
        bool overflows = false;
        if (below != of.last.below[i]) {
            overflows = __builtin_mul_overflow(a, of.last.below[i], &a);
            overflows |= __builtin_mul_overflow(b, below, &b);
            overflows |= __builtin_mul_overflow(below, of.last.below[i], &below);
        }
        overflows |= adds ? __builtin_add_overflow(a, b, &a) : __builtin_sub_overflow(a, b, &a);
        of.result.above[i] = a;
        of.result.below[i] = below;
        of.result.left[i] |= overflows || a == std::numeric_limits<std::int64_t>::min();
    }
}

void products(const CombiningMany& of) {
    for (std::size_t i = 0; i < of.cells; ++i) {
        if (!rests_on_both(of, i)) continue;
        bool overflows =
            __builtin_mul_overflow(of.first.above[i], of.last.above[i], &of.result.above[i]);
        overflows |=
            __builtin_mul_overflow(of.first.below[i], of.last.below[i], &of.result.below[i]);
        of.result.left[i] |=
            overflows || of.result.above[i] == std::numeric_limits<std::int64_t>::min();
    }
}

void quotients(const CombiningMany& of) {
    for (std::size_t i = 0; i < of.cells; ++i) {
        if (!rests_on_both(of, i)) continue;
        const std::int64_t by = of.last.above[i];
        if (by == 0) {
            of.result.reason[i] = static_cast<std::uint8_t>(
                of.result.records[i] == 0 && of.last_reads_records ? Reason::no_records
                                                                   : Reason::zero_denominator);
            continue;
        }
        const std::int64_t sign = by < 0 ? -1 : 1;
        bool overflows =
            __builtin_mul_overflow(of.first.above[i] * sign, of.last.below[i], &of.result.above[i]);
        overflows |= __builtin_mul_overflow(of.first.below[i], by * sign, &of.result.below[i]);
        of.result.left[i] |=
            overflows || of.result.above[i] == std::numeric_limits<std::int64_t>::min();
    }
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
        .combine = sum,
        .combine_many = sums<true>},
    StepRule{
        .kind = steps::subtract,
        .name = "-",
        .operands = 2,
        .unit = [](Units u) { return difference_unit(u[0], u[1]); },
        .binding = Binding::sum,
        .refusal = "only values of the same unit can be subtracted",
        .combine = difference,
        .combine_many = sums<false>},
    StepRule{
        .kind = steps::multiply,
        .name = "*",
        .operands = 2,
        .unit = [](Units u) { return product_unit(u[0], u[1]); },
        .binding = Binding::product,
        .refusal = "the product of these units has no meaning here",
        .combine = product,
        .combine_many = products},
    StepRule{
        .kind = steps::divide,
        .name = "/",
        .operands = 2,
        .unit = [](Units u) { return quotient_unit(u[0], u[1]); },
        .binding = Binding::product,
        .refusal = "the quotient of these units has no meaning here",
        .combine = quotient,
        .combine_many = quotients,
        .occasions = zero_denominators,
        .without_records = "no record is behind a division",
        .misuse = divides_by_zero},
};

}  // namespace

StepFamily arithmetic_family() { return {rules, {}}; }

}  // namespace saleskpi::inline v0_3::detail
