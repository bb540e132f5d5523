// SPDX-License-Identifier: MIT
// How much of the change of an amount is that of a quantity, and how much that of the price of one.
#include "compared.hpp"

#include <saleskpi/metric/mix_operators.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <array>
#include <string>

namespace saleskpi::inline v0_3::detail {
namespace {

struct TwoPeriods {
    Evaluated amount;
    Evaluated quantity;
    Evaluated old_amount;
    Evaluated old_quantity;

    /// Where nothing was sold there was no price: all of the change is then one of volume.
    bool has_prices() const { return !quantity.value.is_zero() && !old_quantity.value.is_zero(); }
    Exact price() const { return amount.value / quantity.value; }
    Exact old_price() const { return old_amount.value / old_quantity.value; }
    Exact more() const { return quantity.value - old_quantity.value; }
    Exact dearer() const { return price() - old_price(); }
};

constexpr Rational half{1, 2};

Exact volume(const TwoPeriods& of, Convention convention) {
    if (!of.has_prices()) return of.amount.value - of.old_amount.value;
    if (convention == Convention::midpoint)
        return of.more() * ((of.price() + of.old_price()) * half);
    return of.more() * of.old_price();
}

Exact price(const TwoPeriods& of, Convention convention) {
    if (!of.has_prices()) return {};
    if (convention == Convention::midpoint)
        return of.dearer() * ((of.quantity.value + of.old_quantity.value) * half);
    return of.dearer() * (convention == Convention::two_part ? of.quantity : of.old_quantity).value;
}

Exact joint(const TwoPeriods& of, Convention) {
    return of.has_prices() ? of.more() * of.dearer() : Exact{};
}

using Effect = Exact (*)(const TwoPeriods&, Convention);

Evaluated effect(Asking& ask, Effect compute) {
    const auto elapsed = elapsed_part(ask.period(), ask.today());
    if (!elapsed) return without_value(Reason::immature);
    TwoPeriods of;
    of.amount = ask.operand(0, *elapsed);
    of.quantity = ask.operand(1, *elapsed);
    of.old_amount = value_before(ask, 0, *elapsed);
    of.old_quantity = value_before(ask, 1, *elapsed);
    Evaluated result =
        resting_on(resting_on(of.amount, of.quantity), resting_on(of.old_amount, of.old_quantity));
    if (!result.reason) result.value = compute(of, ask.step().convention);
    return result;
}

Evaluated volume_effect(Asking& ask) { return effect(ask, volume); }
Evaluated price_effect(Asking& ask) { return effect(ask, price); }
Evaluated joint_effect(Asking& ask) { return effect(ask, joint); }

/// Amount and quantity, now and then.
struct Texts {
    explicit Texts(std::span<const Told> told) : is_whole{told.size() == 4} {
        if (!is_whole) return;
        for (const Told& one : told)
            is_whole = is_whole && !one.value.reason;
        if (!is_whole) return;
        has_prices = !told[1].value.value.is_zero() && !told[3].value.value.is_zero();
        change = fmt::format("{} - {}", bracketed(told[0].text), bracketed(told[2].text));
        quantity = bracketed(told[1].text);
        old_quantity = bracketed(told[3].text);
        price = fmt::format("{} / {}", bracketed(told[0].text), quantity);
        old_price = fmt::format("{} / {}", bracketed(told[2].text), old_quantity);
    }

    bool is_whole;
    bool has_prices = false;
    std::string change;
    std::string quantity;
    std::string old_quantity;
    std::string price;
    std::string old_price;
};

std::string tell_volume(const Step& step, std::span<const Told> told) {
    const Texts of{told};
    if (!of.is_whole) return "nothing";
    if (!of.has_prices) return of.change;
    const std::string taken = step.convention == Convention::midpoint
                                  ? fmt::format("({} + {}) / 2", of.price, of.old_price)
                                  : of.old_price;
    return fmt::format("({} - {}) * {}", of.quantity, of.old_quantity, taken);
}

std::string tell_price(const Step& step, std::span<const Told> told) {
    const Texts of{told};
    if (!of.is_whole) return "nothing";
    if (!of.has_prices) return "0";
    const std::string taken = step.convention == Convention::midpoint
                                  ? fmt::format("({} + {}) / 2", of.quantity, of.old_quantity)
                              : step.convention == Convention::two_part ? of.quantity
                                                                        : of.old_quantity;
    return fmt::format("({} - {}) * {}", of.price, of.old_price, taken);
}

std::string tell_joint(const Step&, std::span<const Told> told) {
    const Texts of{told};
    if (!of.is_whole) return "nothing";
    if (!of.has_prices) return "0";
    return fmt::format(
        "({} - {}) * ({} - {})", of.quantity, of.old_quantity, of.price, of.old_price);
}

std::optional<Unit> amount_unit(std::span<const Unit> u) {
    return price_unit(u[0], u[1]) ? std::optional{u[0]} : std::nullopt;
}

std::string_view has_no_volume(const Checking& check) {
    return check.operand(1).kind == steps::constant
               ? "a quantity is one of records: a plain number does not change"
               : std::string_view{};
}

constexpr std::array rules{
    StepRule{
        .kind = steps::volume_effect,
        .name = "volume_effect",
        .operands = 2,
        .unit = amount_unit,
        .parameters = takes_back_and_convention,
        .ask = volume_effect,
        .tell = tell_volume,
        .days = compared,
        .occasions = outside_or_not_begun,
        .misuse = has_no_volume},
    StepRule{
        .kind = steps::price_effect,
        .name = "price_effect",
        .operands = 2,
        .unit = amount_unit,
        .parameters = takes_back_and_convention,
        .ask = price_effect,
        .tell = tell_price,
        .days = compared,
        .occasions = outside_or_not_begun,
        .misuse = has_no_volume},
    StepRule{
        .kind = steps::joint_effect,
        .name = "joint_effect",
        .operands = 2,
        .unit = amount_unit,
        .parameters = takes_back,
        .ask = joint_effect,
        .tell = tell_joint,
        .days = compared,
        .occasions = outside_or_not_begun,
        .misuse = has_no_volume},
};

constexpr std::array operators{
    Operator{
        "volume_effect",
        {a_formula, a_formula, how_far_back, which_convention},
        [](Arguments a) {
            return kpi::volume_effect(
                *a[0].metric, *a[1].metric, back_of(a[2]), word(a[3], conventions));
        }},
    Operator{
        "price_effect",
        {a_formula, a_formula, how_far_back, which_convention},
        [](Arguments a) {
            return kpi::price_effect(
                *a[0].metric, *a[1].metric, back_of(a[2]), word(a[3], conventions));
        }},
    Operator{
        "joint_effect",
        {a_formula, a_formula, how_far_back},
        [](Arguments a) { return kpi::joint_effect(*a[0].metric, *a[1].metric, back_of(a[2])); }},
};

}  // namespace

StepFamily price_volume_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
