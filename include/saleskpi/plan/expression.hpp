// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/reach.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: any number may read one Expression at once, and make others of it.
namespace saleskpi::inline v0_3 {

class Definition;

/// A formula at run time: what a Formula is among constants. It keeps alive the texts it refers to,
/// and has each aggregate and each step once, however often it is used.
class Expression {
public:
    /// The parts of a formula, which refer to texts of the owner's.
    Expression(
        std::span<const Leaf> leaves,
        std::span<const Test> tests,
        std::span<const Step> steps,
        std::shared_ptr<const void> owner);
    /// A number, or the length of a period.
    explicit Expression(const Step& step);
    template <Unit U, std::size_t S>
    Expression(const Formula<U, 0, 0, S>& plain)  // NOLINT: a formula is one
        : Expression{{}, {}, plain.steps, nullptr} {}
    Expression(const Rational& n) : Expression{kpi::constant<Unit::ratio>(n)} {}  // NOLINT
    Expression(const Money& amount) : Expression{detail::amount(amount)} {}       // NOLINT
    template <std::integral Int>
    Expression(Int n) : Expression{Rational{n}} {}  // NOLINT: a number is a ratio

    Unit unit() const { return steps().back().unit; }
    std::span<const Leaf> leaves() const;
    std::span<const Test> tests() const;
    std::span<const Step> steps() const;
    std::span<const Test> tests(const Leaf& leaf) const {
        return tests().subspan(leaf.first_test, leaf.tests);
    }

    /// Units are checked as among constants: these throw Error unit_mismatch.
    friend Expression operator+(Expression a, const Expression& b);
    friend Expression operator-(Expression a, const Expression& b);
    friend Expression operator*(Expression a, const Expression& b);
    friend Expression operator/(Expression a, const Expression& b);

    /// One more step above one formula, or several; its unit is the step's.
    static Expression above(Expression a, const Step& step);
    static Expression above(Expression a, const Expression& b, const Step& step);
    static Expression above(
        Expression a, const Expression& b, const Expression& c, const Step& step);

    /// Above a formula, with one of its steps, so many before the last, as a second operand.
    static Expression above_with_weights(Expression a, const Step& step, std::uint32_t before_last);

    // The same as the operators over metrics ask for it.
    friend Expression with_step(const Expression& a, Step step) {
        step.unit = a.unit();
        return above(a, step);
    }
    friend Expression with_step(const Expression& a, const Expression& b, Step step) {
        step.unit = a.unit();
        return above(a, b, step);
    }
    friend Expression with_step(
        const Expression& a, const Expression& b, const Expression& c, Step step) {
        step.unit = a.unit();
        return above(a, b, c, step);
    }
    template <Unit R>
    friend Expression with_step_in(const Expression& a, Step step) {
        step.unit = R;
        return above(a, step);
    }
    template <Unit R>
    friend Expression with_step_in(const Expression& a, const Expression& b, Step step) {
        step.unit = R;
        return above(a, b, step);
    }
    template <Unit (*OfUnit)(Unit)>
    friend Expression with_weights(const Expression& a, Step step, std::uint32_t before_last) {
        step.unit = OfUnit(a.unit());
        return above_with_weights(a, step, before_last);
    }
    friend Expression number_like(const Expression& a, const Rational& value) {
        Step number = detail::step_of(steps::constant);
        number.unit = a.unit();
        number.constant = value;
        return Expression{number};
    }
    friend Definition named(
        std::string_view id,
        std::string_view title,
        Better better,
        std::string_view since,
        const Expression& formula);
    friend const Step& last_step(const Expression& a) { return a.steps().back(); }
    friend const Step& operand_of_last(const Expression& a, std::size_t operand) {
        return a.steps()[a.steps().size() - 1 - a.steps().back().operands[operand]];
    }
    friend std::span<const Leaf> leaves_of(const Expression& a) { return a.leaves(); }
    friend std::span<const Step> steps_of(const Expression& a) { return a.steps(); }
    friend Additivity adds_over(const Expression& a) { return additivity(a.leaves(), a.steps()); }
    friend detail::Reach reach_of(const Expression& a) {
        std::vector<detail::Reach> of_each(a.steps().size());
        return detail::reach_of(a.leaves(), a.steps(), of_each);
    }

private:
    struct Parts;
    explicit Expression(std::shared_ptr<Parts> parts) : parts_{std::move(parts)} {}
    /// Its own, and not another copy's.
    Parts& changed();

    std::shared_ptr<Parts> parts_;
};

namespace kpi {

/// Names a formula that was made at run time.
Definition metric(
    std::string_view id,
    std::string_view title,
    Better better,
    std::string_view since,
    const Expression& formula);

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
