// SPDX-License-Identifier: MIT
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace saleskpi {
namespace {

std::uint16_t as_index(std::size_t n) {
    if (n > UINT16_MAX) throw Error{ErrorCode::invalid_definition, "a definition is too large"};
    return static_cast<std::uint16_t>(n);
}

/// A definition under construction. Its texts are those of the metrics it is made from.
struct Draft {
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;

    /// Puts a definition behind what is there, as the next operand.
    void append(
        std::span<const Leaf> more_leaves,
        std::span<const Test> more_tests,
        std::span<const Step> more_steps) {
        const std::size_t leaves_before = leaves.size();
        const std::size_t tests_before = tests.size();
        for (Leaf leaf : more_leaves) {
            leaf.first_test = as_index(leaf.first_test + tests_before);
            leaves.push_back(leaf);
        }
        tests.insert(tests.end(), more_tests.begin(), more_tests.end());
        for (Step step : more_steps) {
            if (step.op == Step::Op::leaf) step.index = as_index(step.index + leaves_before);
            steps.push_back(step);
        }
    }

    void append(const Definition& metric) {
        append(metric.leaves(), metric.view().tests, metric.steps());
    }

    /// The target of the metric, as the next operand.
    void append_target_of(const Definition& metric) {
        const std::size_t first_step = steps.size();
        const Additivity adds_over = additivity(metric.leaves(), metric.steps());
        if (metric.unit() == Unit::money) {
            const auto rows = detail::target_rows<Unit::money>(metric.id(), adds_over);
            append(rows.leaves, rows.tests, rows.steps);
        } else {
            const auto rows = detail::target_rows<Unit::count>(metric.id(), adds_over);
            append(rows.leaves, rows.tests, rows.steps);
            leaves.back().value.unit = metric.unit();
            steps.back().unit = metric.unit();
        }
        apply(Step::Op::target, metric.unit(), first_step);
    }

    /// An operation over all steps from `first` on.
    void apply(Step::Op op, Unit unit, std::size_t first = 0, Shift shift = Shift::previous) {
        Step step;
        step.op = op;
        step.unit = unit;
        step.shift = shift;
        step.size = as_index(steps.size() - first + 1);
        steps.push_back(step);
    }

    Definition named(
        std::string_view id, std::string_view title, Better better, std::string_view since) const {
        return Definition{
            DefinitionView{id, title, steps.back().unit, better, since, leaves, tests, steps}};
    }
};

}  // namespace

Definition target_of(const Definition& metric) {
    Draft draft;
    draft.append_target_of(metric);
    return draft.named(
        fmt::format("target({})", metric.id()), fmt::format("{}, target", metric.title()),
        Better::neither, "0.1");
}

Definition attainment(const Definition& metric) {
    Draft draft;
    draft.append(metric);
    draft.append_target_of(metric);
    draft.apply(
        metric.better() == Better::lower ? Step::Op::attain_lower : Step::Op::attain, Unit::ratio);
    return draft.named(
        fmt::format("attainment({})", metric.id()), fmt::format("{}, attainment", metric.title()),
        Better::higher, "0.1");
}

Definition change(const Definition& metric, Shift shift) {
    Draft draft;
    draft.append(metric);
    draft.apply(Step::Op::change, Unit::ratio, 0, shift);
    return draft.named(
        fmt::format("change({}, {})", metric.id(), name(shift)),
        fmt::format("{}{}", metric.title(), detail::change_title(shift)), metric.better(), "0.1");
}

Definition detail::filtered(
    std::string_view id,
    const Definition& metric,
    std::string_view table,
    std::span<const Test> condition) {
    Draft draft;
    draft.steps.assign(metric.steps().begin(), metric.steps().end());
    for (Leaf leaf : metric.leaves()) {
        const auto own = metric.tests(leaf);
        const std::size_t first = draft.tests.size();
        draft.tests.insert(draft.tests.end(), own.begin(), own.end());
        if (leaf.table == table) {
            draft.tests.insert(draft.tests.end(), condition.begin(), condition.end());
            if (!own.empty()) {
                Test both;
                both.op = Test::Op::all;
                draft.tests.push_back(both);
            }
        }
        leaf.first_test = as_index(first);
        leaf.tests = as_index(draft.tests.size() - first);
        draft.leaves.push_back(leaf);
    }
    return draft.named(id, metric.title(), metric.better(), "");
}

}  // namespace saleskpi
