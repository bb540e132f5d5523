// SPDX-License-Identifier: MIT
#include "draft.hpp"
#include "plan/steps/table.hpp"

#include <saleskpi/plan/definition.hpp>
#include <saleskpi/plan/expression.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3 {

struct Expression::Parts {
    detail::Draft draft;
    std::vector<std::shared_ptr<const void>> owners;

    std::uint32_t add(const Parts& other) {
        for (const auto& owner : other.owners)
            if (std::find(owners.begin(), owners.end(), owner) == owners.end())
                owners.push_back(owner);
        return draft.add(other.draft);
    }
};

namespace {

/// What joins two operands, in a unit of their own.
Expression arithmetic(Expression a, const Expression& b, StepKind kind) {
    const detail::StepRule& rule = detail::rule_of(kind);
    const std::array units{a.unit(), b.unit()};
    const std::optional<Unit> unit = rule.unit(units);
    if (!unit)
        throw Error{
            ErrorCode::unit_mismatch,
            fmt::format("{} ({} and {})", rule.refusal, name(a.unit()), name(b.unit()))};
    if (kind == steps::divide && b.leaves().empty()) {
        std::vector<std::optional<Rational>> of_each(b.steps().size());
        const auto divisor = detail::number_of(b.steps(), of_each);
        if (divisor && divisor->is_zero()) detail::a_division_by_zero_has_no_value();
    }
    Step step = detail::step_of(kind);
    step.unit = *unit;
    return Expression::above(std::move(a), b, step);
}

}  // namespace

Expression::Expression(
    std::span<const Leaf> leaves,
    std::span<const Test> tests,
    std::span<const Step> steps,
    std::shared_ptr<const void> owner)
    : parts_{std::make_shared<Parts>()} {
    parts_->draft.add(leaves, tests, steps);
    if (owner) parts_->owners.push_back(std::move(owner));
}

Expression::Expression(const Step& step) : Expression{{}, {}, std::span{&step, 1}, nullptr} {}

std::span<const Leaf> Expression::leaves() const { return parts_->draft.leaves(); }
std::span<const Test> Expression::tests() const { return parts_->draft.tests(); }
std::span<const Step> Expression::steps() const { return parts_->draft.steps(); }

Expression::Parts& Expression::changed() {
    if (parts_.use_count() > 1) parts_ = std::make_shared<Parts>(*parts_);
    return *parts_;
}

Expression Expression::above(Expression a, const Step& step) {
    detail::Draft& draft = a.changed().draft;
    draft.add(step, {draft.last_number()});
    return a;
}

Expression Expression::above(Expression a, const Expression& b, const Step& step) {
    Parts& parts = a.changed();
    const std::uint32_t first = parts.draft.last_number();
    parts.draft.add(step, {first, parts.add(*b.parts_)});
    return a;
}

Expression Expression::above(
    Expression a, const Expression& b, const Expression& c, const Step& step) {
    Parts& parts = a.changed();
    const std::uint32_t first = parts.draft.last_number();
    const std::uint32_t second = parts.add(*b.parts_);
    parts.draft.add(step, {first, second, parts.add(*c.parts_)});
    return a;
}

Expression Expression::above_with_weights(
    Expression a, const Step& step, std::uint32_t before_last) {
    detail::Draft& draft = a.changed().draft;
    const std::uint32_t last = draft.last_number();
    draft.add(step, {last, last - before_last});
    return a;
}

Expression operator+(Expression a, const Expression& b) {
    return arithmetic(std::move(a), b, steps::add);
}
Expression operator-(Expression a, const Expression& b) {
    return arithmetic(std::move(a), b, steps::subtract);
}
Expression operator*(Expression a, const Expression& b) {
    return arithmetic(std::move(a), b, steps::multiply);
}
Expression operator/(Expression a, const Expression& b) {
    return arithmetic(std::move(a), b, steps::divide);
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
