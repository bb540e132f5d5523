// SPDX-License-Identifier: MIT
#include "draft.hpp"

namespace saleskpi::inline v0_3::detail {

std::uint16_t as_index(std::size_t n) {
    if (n > UINT16_MAX) throw Error{ErrorCode::invalid_definition, "a definition is too large"};
    return static_cast<std::uint16_t>(n);
}

void Draft::append(
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
    as_index(steps.size());
}

void Draft::apply(Step step, std::size_t first) {
    step.size = as_index(steps.size() - first + 1);
    steps.push_back(step);
}

Definition Draft::named(
    std::string_view id, std::string_view title, Better better, std::string_view since) const {
    return Definition{DefinitionView{id, title, unit(), better, since, leaves, tests, steps}};
}

}  // namespace saleskpi::inline v0_3::detail
