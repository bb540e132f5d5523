// SPDX-License-Identifier: MIT
#include "plan/structure.hpp"
#include "step_table.hpp"
#include "value/utf8.hpp"

#include <saleskpi/plan/definition.hpp>
#include <saleskpi/plan/words.hpp>

#include <fmt/format.h>

#include <deque>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

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

/// Whatever shows a definition relies on it, not least JSON.
void check_texts(const DefinitionView& view) {
    const auto check = [&](std::string_view text) {
        if (!detail::is_utf8(text))
            invalid(view.id, fmt::format("its text '{}' is not UTF-8", text));
    };
    const auto check_column = [&](const ColumnRef& column) {
        check(column.table);
        check(column.name);
    };
    check(view.id);
    check(view.title);
    check(view.since);
    for (const Leaf& leaf : view.leaves) {
        check(leaf.table);
        for (const ColumnRef* column :
             {&leaf.value.a, &leaf.value.b, &leaf.placement.from, &leaf.placement.until})
            check_column(*column);
    }
    for (const Test& test : view.tests) {
        check_column(test.column);
        check_column(test.constant.column);
        check(test.constant.text);
    }
}

/// What the evaluation of a step relies on beyond the number of its operands.
void check_operands(const DefinitionView& view, std::size_t number) {
    const Step& step = view.steps[number];
    const auto above = [&](std::size_t operand, Step::Op op) {
        return view.steps[operand].op == op;
    };
    const auto wants = [&](bool is_so, std::string_view what) {
        if (!is_so) invalid(view.id, what);
    };
    switch (step.op) {
        case Step::Op::target:
        case Step::Op::own_target:
        case Step::Op::members_target:
            wants(
                above(number - 1, Step::Op::leaf) &&
                    view.leaves[view.steps[number - 1].index].table == "targets",
                "a target is an aggregate over targets");
            break;
        case Step::Op::reference:
            wants(
                above(number - 1, Step::Op::leaf) &&
                    view.leaves[view.steps[number - 1].index].table == "references",
                "a reference figure is an aggregate over references");
            break;
        case Step::Op::attain:
        case Step::Op::attain_lower:
        case Step::Op::attain_difference:
        case Step::Op::with_target:
            wants(
                above(number - 1, Step::Op::target),
                "an attainment is of a target: its right-hand side is target(...)");
            break;
        case Step::Op::reps_reaching:
            wants(
                above(number - 1, Step::Op::attain) || above(number - 1, Step::Op::attain_lower),
                "reps reach an attainment: attain(...)");
            break;
        case Step::Op::divide: {
            const std::size_t size = view.steps[number - 1].size;
            wants(
                size > number || !detail::is_zero(view.steps.subspan(number - size, size)),
                "a division by zero has no value");
            break;
        }
        case Step::Op::wilson_low:
        case Step::Op::wilson_high:
            wants(
                above(number - 1, Step::Op::divide),
                "a Wilson interval is one of a quotient of two counts");
            break;
        default:
            break;
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
    check_texts(view);
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
        if (depth < detail::operands(step.op)) invalid(view.id, "the arithmetic lacks an operand");
        if (step.op == Step::Op::leaf && step.index >= view.leaves.size())
            invalid(view.id, "the arithmetic refers to an aggregate that is not there");
        depth = depth - detail::operands(step.op) + 1;
    }
    for (std::size_t i = 0; i < view.steps.size(); ++i)
        check_operands(view, i);
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
        test.constant.text = detail::TextOwner::refer_to(storage->own(test.constant.text));
    }
    storage->view = view;
    storage->view.id = storage->own(view.id);
    storage->view.title = storage->own(view.title);
    storage->view.since = storage->own(view.since);
    storage->view.leaves = storage->leaves;
    storage->view.tests = storage->tests;
    storage->view.steps = storage->steps;
    storage->view.structure = detail::structure_of(view.leaves, view.tests, view.steps);
    storage_ = std::move(storage);
}

const DefinitionView& Definition::view() const& noexcept { return storage_->view; }

Definition Definition::titled(std::string_view title) const {
    DefinitionView same = view();
    same.title = title;
    return Definition{same};
}

bool operator==(const Definition& a, const Definition& b) {
    if (a.unit() != b.unit() || a.better() != b.better()) return false;
    return a.view().structure == b.view().structure || fingerprint(a) == fingerprint(b);
}

Expression Definition::formula() const {
    return Expression{storage_->leaves, storage_->tests, storage_->steps, storage_};
}

}  // namespace saleskpi::inline v0_3
