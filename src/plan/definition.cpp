// SPDX-License-Identifier: MIT
#include "draft.hpp"
#include "plan/aggregates/table.hpp"
#include "program.hpp"
#include "structure.hpp"
#include "value/utf8.hpp"

#include <saleskpi/plan/definition.hpp>

#include <fmt/format.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

struct Definition::Storage {
    std::deque<std::string> texts;  // a deque, because views of its elements must stay valid
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;
    DefinitionView view;
    std::optional<detail::Program> program;

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
             {&leaf.value.a, &leaf.value.b, &leaf.value.c, &leaf.each, &leaf.placement.from,
              &leaf.placement.until})
            check_column(*column);
    }
    for (const Step& step : view.steps) {
        check(step.dimension.view());
        check(step.level.view());
    }
    for (const Test& test : view.tests) {
        check_column(test.column);
        check_column(test.constant.column);
        check(test.constant.text);
    }
}

/// More would be megabytes of text.
constexpr std::uint64_t most_written_steps = 1'000'000;

/// What the evaluation of a step relies on beyond the number of its operands.
void check_operands(
    const DefinitionView& view,
    const detail::Program& program,
    std::span<const std::optional<Rational>> numbers) {
    for (std::size_t i = 0; i < view.steps.size(); ++i) {
        const detail::StepRule& rule = *program.node(i).rule;
        const detail::Checking check{view.steps, numbers, i};
        for (std::size_t k = 0; k < rule.operands && !rule.kind.takes_dates; ++k)
            if (check.operand(k).unit == Unit::date)
                throw Error{
                    ErrorCode::unit_mismatch,
                    fmt::format(
                        "metric '{}': {} does not take dates: they are only compared, and one less "
                        "another is days",
                        view.id, rule.name)};
        if (!rule.rows.empty()) {
            const Step& rows = check.operand(rule.operands - 1);
            if (!(rows.kind == steps::leaf) || view.leaves[rows.leaf].table != rule.rows)
                invalid(
                    view.id, fmt::format("{} is of an aggregate over {}", rule.name, rule.rows));
        }
        if (rule.misuse == nullptr) continue;
        if (const std::string_view wrong = rule.misuse(check); !wrong.empty())
            invalid(view.id, wrong);
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
        else if (detail::find_aggregate(leaf.aggregation) == nullptr)
            invalid(view.id, "an aggregate is of no known kind");
        else if (leaf.placement.kind == Placement::Kind::spread && !leaf.aggregation.spreads)
            invalid(view.id, "only a sum can be spread over days");
        check_condition(view, leaf);
    }
}

/// Each aggregate and each step once. Names the metric in what is wrong.
detail::Draft shared(const DefinitionView& view) {
    try {
        detail::Draft draft;
        draft.add(view.leaves, view.tests, view.steps);
        return draft;
    } catch (const Error& error) {
        throw Error{error.code(), fmt::format("metric '{}': {}", view.id, error.what())};
    }
}

detail::Program program(const DefinitionView& view) {
    try {
        return detail::Program{view.steps};
    } catch (const Error& error) {
        throw Error{error.code(), fmt::format("metric '{}': {}", view.id, error.what())};
    }
}

}  // namespace

Definition::Definition(const DefinitionView& view) {
    check(view);
    auto storage = std::make_shared<Storage>();
    detail::Draft draft = shared(view);
    storage->leaves = draft.take_leaves();
    storage->tests = draft.take_tests();
    storage->steps = draft.take_steps();
    for (Leaf& leaf : storage->leaves) {
        leaf.table = storage->own(leaf.table);
        storage->own(leaf.value.a);
        storage->own(leaf.value.b);
        storage->own(leaf.value.c);
        storage->own(leaf.each);
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
    const DefinitionView& kept = storage->view;
    storage->view.structure = detail::structure_of(kept.leaves, kept.tests, kept.steps);
    storage->program = program(kept);
    if (storage->program->written_steps() > most_written_steps)
        invalid(kept.id, "it is too large: written out, more than a million steps");
    std::vector<std::optional<Rational>> numbers(kept.steps.size());
    detail::number_of(kept.steps, numbers);
    check_operands(kept, *storage->program, numbers);
    storage_ = std::move(storage);
}

const DefinitionView& Definition::view() const& noexcept { return storage_->view; }

struct DefinitionAccess {
    static const detail::Program& program(const Definition& metric) {
        return *metric.storage_->program;
    }
};

const detail::Program& detail::program_of(const Definition& metric) {
    return DefinitionAccess::program(metric);
}

Definition Definition::titled(std::string_view title) const {
    DefinitionView same = view();
    same.title = title;
    return Definition{same};
}

Expression Definition::formula() const {
    return Expression{storage_->leaves, storage_->tests, storage_->steps, storage_};
}

}  // namespace saleskpi::inline v0_3
