// SPDX-License-Identifier: MIT
#include "draft.hpp"

#include "structure.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::size_t most_parts = 1'000'000;

[[noreturn]] void fail(const char* what) { throw Error{ErrorCode::invalid_definition, what}; }

std::uint32_t as_index(std::size_t n) {
    if (n >= most_parts) fail("a definition is too large");
    return static_cast<std::uint32_t>(n);
}

bool is_same(Leaf a, Leaf b, std::span<const Test> tests_of_a, std::span<const Test> tests_of_b) {
    a.first_test = b.first_test = 0;
    return a == b &&
           std::equal(tests_of_a.begin(), tests_of_a.end(), tests_of_b.begin(), tests_of_b.end());
}

}  // namespace

std::uint32_t Draft::add_leaf(Leaf leaf, std::span<const Test> its_tests) {
    const std::uint64_t hash = structure_of(leaf, its_tests);
    const auto [first, last] = known_leaves_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
        const Leaf& known = leaves_[at->second];
        const auto of_known = tests().subspan(known.first_test, known.tests);
        if (is_same(leaf, known, its_tests, of_known)) return at->second;
    }
    leaf.first_test = as_index(tests_.size());
    tests_.insert(tests_.end(), its_tests.begin(), its_tests.end());
    const std::uint32_t number = as_index(leaves_.size());
    leaves_.push_back(leaf);
    leaf_hashes_.push_back(hash);
    known_leaves_.emplace(hash, number);
    return number;
}

std::uint32_t Draft::add(Step step, std::span<const std::uint32_t> operands) {
    step.operands = {};
    const std::uint32_t number = as_index(steps_.size());
    for (std::size_t i = 0; i < operands.size(); ++i)
        step.operands[i] = number - operands[i];
    const std::uint64_t hash = structure_of(
        step, step.kind == steps::leaf ? leaf_hashes_[step.leaf] : 0,
        [&](std::uint32_t operand) { return hashes_[number - operand]; });
    const auto [first, last] = known_steps_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
        Step known = steps_[at->second];
        bool is_same = true;
        for (std::size_t i = 0; i < Step::most_operands; ++i) {
            const bool is_there = i < operands.size();
            is_same = is_same && (known.operands[i] != 0) == is_there &&
                      (!is_there || at->second - known.operands[i] == operands[i]);
        }
        known.operands = step.operands;
        if (is_same && known == step) return at->second;
    }
    steps_.push_back(step);
    hashes_.push_back(hash);
    known_steps_.emplace(hash, number);
    return number;
}

std::uint32_t Draft::add(
    std::span<const Leaf> leaves, std::span<const Test> tests, std::span<const Step> steps) {
    if (steps.empty()) fail("the arithmetic is not one expression");
    std::vector<std::uint32_t> numbers;
    numbers.reserve(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Step step = steps[i];
        std::array<std::uint32_t, Step::most_operands> operands{};
        std::size_t n = 0;
        for (std::size_t k = 0; k < Step::most_operands; ++k) {
            if (step.operands[k] == 0) continue;
            if (step.operands[k] > i || n != k) fail("the arithmetic lacks an operand");
            operands[n++] = numbers[i - step.operands[k]];
        }
        if (step.kind == steps::leaf) {
            if (step.leaf >= leaves.size())
                fail("the arithmetic refers to an aggregate that is not there");
            const Leaf& leaf = leaves[step.leaf];
            if (std::size_t{leaf.first_test} + leaf.tests > tests.size())
                fail("an aggregate refers to a condition that is not there");
            step.leaf = add_leaf(leaf, tests.subspan(leaf.first_test, leaf.tests));
        }
        numbers.push_back(add(step, std::span<const std::uint32_t>{operands.data(), n}));
    }
    return numbers.back();
}

}  // namespace saleskpi::inline v0_3::detail
