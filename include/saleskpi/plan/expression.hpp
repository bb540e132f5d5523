// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/additivity.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/reach.hpp>

#include <concepts>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

class Definition;

/// A formula at run time: what a Formula is among constants. It keeps alive the texts it refers to.
class Expression {
public:
    /// The parts of a formula, which refer to texts of the owner's.
    Expression(
        std::vector<Leaf> leaves,
        std::vector<Test> tests,
        std::vector<Step> steps,
        std::shared_ptr<const void> owner);
    /// A number, or the length of a period.
    explicit Expression(const Step& step) : steps_{step} {}
    template <Unit U, std::size_t S>
    Expression(const Formula<U, 0, 0, S>& plain)  // NOLINT: a formula is one
        : steps_{plain.steps.begin(), plain.steps.end()} {}
    Expression(const Rational& n) : Expression{kpi::constant<Unit::ratio>(n)} {}  // NOLINT
    template <std::integral Int>
    Expression(Int n) : Expression{Rational{n}} {}  // NOLINT: a number is a ratio

    Unit unit() const { return steps_.back().unit; }
    std::span<const Leaf> leaves() const { return leaves_; }
    std::span<const Test> tests() const { return tests_; }
    std::span<const Step> steps() const { return steps_; }
    std::span<const Test> tests(const Leaf& leaf) const {
        return tests().subspan(leaf.first_test, leaf.tests);
    }

    /// Units are checked as among constants: these throw Error unit_mismatch.
    friend Expression operator+(const Expression& a, const Expression& b);
    friend Expression operator-(const Expression& a, const Expression& b);
    friend Expression operator*(const Expression& a, const Expression& b);
    friend Expression operator/(const Expression& a, const Expression& b);

    /// One more step above one formula or two; its unit is the step's.
    static Expression above(const Expression& a, const Step& step);
    static Expression above(const Expression& a, const Expression& b, const Step& step);

    // The same as the operators over metrics ask for it.
    friend Expression with_step(const Expression& a, Step step) {
        step.unit = a.unit();
        return above(a, step);
    }
    friend Expression with_step(const Expression& a, const Expression& b, Step step) {
        step.unit = a.unit();
        return above(a, b, step);
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
    friend Expression number_like(const Expression& a, const Rational& value) {
        Step number = detail::step_of(Step::Op::constant);
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
    friend std::span<const Step> steps_of(const Expression& a) { return a.steps(); }
    friend Additivity adds_over(const Expression& a) { return additivity(a.leaves(), a.steps()); }
    friend detail::Reach reach_of(const Expression& a) {
        return detail::reach_of(a.leaves(), a.steps());
    }

private:
    std::vector<Leaf> leaves_;
    std::vector<Test> tests_;
    std::vector<Step> steps_;
    std::vector<std::shared_ptr<const void>> owners_;
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
