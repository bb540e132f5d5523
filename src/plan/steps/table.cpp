// SPDX-License-Identifier: MIT
// The list of families is made of the files beside this one when the library is built: a new one
// needs no entry here.
#include "table.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

#include "saleskpi_step_family_declarations.inc"

namespace {

struct Table {
    std::vector<const StepRule*> rules;    ///< by family
    std::vector<const StepRule*> by_kind;  ///< by number
    std::vector<const Operator*> operators;

    Table() {
#include "saleskpi_step_family_calls.inc"
        by_kind = rules;
        std::sort(by_kind.begin(), by_kind.end(), [](const StepRule* a, const StepRule* b) {
            return a->kind.number < b->kind.number;
        });
    }

    void add(const StepFamily& family) {
        for (const StepRule& rule : family.steps)
            rules.push_back(&rule);
        for (const Operator& known : family.operators)
            operators.push_back(&known);
    }
};

/// Of constants: made once, at its first use, by any thread.
const Table& table() {
    static const Table all;
    return all;
}

}  // namespace

const std::vector<const StepRule*>& step_rules() { return table().rules; }
const std::vector<const Operator*>& operators() { return table().operators; }

const StepRule& rule_of(StepKind kind) {
    const std::vector<const StepRule*>& all = table().by_kind;
    const auto at = std::lower_bound(
        all.begin(), all.end(), kind.number,
        [](const StepRule* rule, std::uint32_t number) { return rule->kind.number < number; });
    if (at == all.end() || !((*at)->kind == kind))
        throw Error{ErrorCode::invalid_definition, "the arithmetic has a step of no known kind"};
    return **at;
}

const StepRule* find_step(std::string_view name) {
    for (const StepRule* rule : step_rules())
        if (!name.empty() && rule->name == name) return rule;
    return nullptr;
}

const Operator* find_operator(std::string_view name) {
    for (const Operator* known : operators())
        if (known->name == name) return known;
    return nullptr;
}

std::optional<Unit> unit_of_all(std::span<const Unit> operands) {
    for (const Unit unit : operands)
        if (unit != operands.front()) return std::nullopt;
    return operands.front();
}

std::string tell_first_operand(const Step&, std::span<const Told> told) {
    for (const Told& one : told)
        if (one.operand == 0) return one.text;
    return "nothing";
}

}  // namespace saleskpi::inline v0_3::detail
