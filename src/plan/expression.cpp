// SPDX-License-Identifier: MIT
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/plan/expression.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3 {
namespace {

std::uint16_t as_index(std::size_t n) {
    if (n > UINT16_MAX) throw Error{ErrorCode::invalid_definition, "a definition is too large"};
    return static_cast<std::uint16_t>(n);
}

using UnitRule = std::optional<Unit> (*)(Unit, Unit);

Expression arithmetic(
    const Expression& a, const Expression& b, Step::Op op, UnitRule rule, const char* refusal) {
    const std::optional<Unit> unit = rule(a.unit(), b.unit());
    if (!unit)
        throw Error{
            ErrorCode::unit_mismatch,
            fmt::format("{} ({} and {})", refusal, name(a.unit()), name(b.unit()))};
    if (op == Step::Op::divide && detail::is_zero(b.steps()))
        detail::a_division_by_zero_has_no_value();
    Step step = detail::step_of(op);
    step.unit = *unit;
    return Expression::above(a, b, step);
}

}  // namespace

Expression::Expression(
    std::vector<Leaf> leaves,
    std::vector<Test> tests,
    std::vector<Step> steps,
    std::shared_ptr<const void> owner)
    : leaves_{std::move(leaves)},
      tests_{std::move(tests)},
      steps_{std::move(steps)},
      owners_{std::move(owner)} {}

Expression Expression::above(const Expression& a, const Step& step) {
    Expression all = a;
    all.steps_.push_back(step);
    all.steps_.back().size = as_index(all.steps_.size());
    return all;
}

Expression Expression::above(const Expression& a, const Expression& b, const Step& step) {
    Expression all = a;
    for (Leaf leaf : b.leaves_) {
        leaf.first_test = as_index(leaf.first_test + a.tests_.size());
        all.leaves_.push_back(leaf);
    }
    all.tests_.insert(all.tests_.end(), b.tests_.begin(), b.tests_.end());
    for (Step s : b.steps_) {
        if (s.op == Step::Op::leaf) s.index = as_index(s.index + a.leaves_.size());
        all.steps_.push_back(s);
    }
    for (const auto& owner : b.owners_)
        if (std::find(all.owners_.begin(), all.owners_.end(), owner) == all.owners_.end())
            all.owners_.push_back(owner);
    return above(all, step);
}

Expression operator+(const Expression& a, const Expression& b) {
    return arithmetic(a, b, Step::Op::add, sum_unit, "only values of the same unit can be added");
}

Expression operator-(const Expression& a, const Expression& b) {
    return arithmetic(
        a, b, Step::Op::subtract, sum_unit, "only values of the same unit can be subtracted");
}

Expression operator*(const Expression& a, const Expression& b) {
    return arithmetic(
        a, b, Step::Op::multiply, product_unit, "the product of these units has no meaning here");
}

Expression operator/(const Expression& a, const Expression& b) {
    return arithmetic(
        a, b, Step::Op::divide, quotient_unit, "the quotient of these units has no meaning here");
}

Definition named(
    std::string_view id,
    std::string_view title,
    Better better,
    std::string_view since,
    const Expression& formula) {
    return Definition{DefinitionView{
        id, title, formula.unit(), better, since, formula.leaves(), formula.tests(),
        formula.steps()}};
}

Definition kpi::metric(
    std::string_view id,
    std::string_view title,
    Better better,
    std::string_view since,
    const Expression& formula) {
    return named(id, title, better, since, formula);
}

}  // namespace saleskpi::inline v0_3
