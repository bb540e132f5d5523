// SPDX-License-Identifier: MIT
#include <saleskpi/plan/definition.hpp>

#include <fmt/format.h>

#include <deque>
#include <string>
#include <vector>

namespace saleskpi {

struct Definition::Storage {
    std::deque<std::string> texts;  // a deque, because views of its elements must stay valid
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;
    DefinitionView view;

    std::string_view own(std::string_view text) {
        if (text.empty()) return {};
        for (const std::string& known : texts)
            if (known == text) return known;
        return texts.emplace_back(text);
    }

    void own(ColumnRef& column) {
        column.table = own(column.table);
        column.name = own(column.name);
    }
};

namespace {

[[noreturn]] void invalid(std::string_view id, std::string_view what) {
    throw Error{ErrorCode::invalid_definition, fmt::format("metric '{}': {}", id, what)};
}

/// The number of operands a step takes from those before it.
std::size_t operands(Step::Op op) {
    switch (op) {
        case Step::Op::leaf:
        case Step::Op::constant:
        case Step::Op::period_months:
            return 0;
        case Step::Op::change:
        case Step::Op::target:
            return 1;
        default:
            return 2;
    }
}

std::size_t operands(Test::Op op) {
    switch (op) {
        case Test::Op::all:
        case Test::Op::any:
            return 2;
        case Test::Op::none:
            return 1;
        default:
            return 0;
    }
}

void check_condition(const DefinitionView& view, const Leaf& leaf) {
    if (std::size_t{leaf.first_test} + leaf.tests > view.tests.size())
        invalid(view.id, "an aggregate refers to a condition that is not there");
    if (leaf.tests == 0) return;
    std::size_t depth = 0;
    for (const Test& test : view.tests.subspan(leaf.first_test, leaf.tests)) {
        if (depth < operands(test.op)) invalid(view.id, "a condition lacks an operand");
        depth = depth - operands(test.op) + 1;
    }
    if (depth != 1) invalid(view.id, "a condition is not one expression");
}

void check(const DefinitionView& view) {
    for (const Leaf& leaf : view.leaves) {
        if (leaf.table.empty())
            invalid(view.id, "an aggregate names no table");
        else if (leaf.placement.from.name.empty())
            invalid(view.id, "an aggregate is not placed in time");
        else if (
            leaf.placement.kind == Placement::Kind::spread && leaf.aggregation != Aggregation::sum)
            invalid(view.id, "only a sum can be spread over days");
        check_condition(view, leaf);
    }
    std::size_t depth = 0;
    for (const Step& step : view.steps) {
        if (depth < operands(step.op)) invalid(view.id, "the arithmetic lacks an operand");
        if (step.op == Step::Op::leaf && step.index >= view.leaves.size())
            invalid(view.id, "the arithmetic refers to an aggregate that is not there");
        depth = depth - operands(step.op) + 1;
    }
    if (depth != 1) invalid(view.id, "the arithmetic is not one expression");
}

}  // namespace

Definition::Definition(const DefinitionView& view) {
    check(view);
    auto storage = std::make_shared<Storage>();
    storage->leaves.assign(view.leaves.begin(), view.leaves.end());
    storage->tests.assign(view.tests.begin(), view.tests.end());
    storage->steps.assign(view.steps.begin(), view.steps.end());
    for (Leaf& leaf : storage->leaves) {
        leaf.table = storage->own(leaf.table);
        storage->own(leaf.value.a);
        storage->own(leaf.value.b);
        storage->own(leaf.placement.from);
        storage->own(leaf.placement.until);
    }
    for (Test& test : storage->tests) {
        storage->own(test.column);
        storage->own(test.constant.column);
        test.constant.text = storage->own(test.constant.text);
    }
    storage->view = view;
    storage->view.id = storage->own(view.id);
    storage->view.title = storage->own(view.title);
    storage->view.since = storage->own(view.since);
    storage->view.leaves = storage->leaves;
    storage->view.tests = storage->tests;
    storage->view.steps = storage->steps;
    storage_ = std::move(storage);
}

const DefinitionView& Definition::view() const noexcept { return storage_->view; }

}  // namespace saleskpi
