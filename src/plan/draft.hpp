// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A formula under construction: each aggregate and each step that occurs in it stands there once,
/// however often it is used. So a formula made of others is as large as what they say, and not as
/// what it would be written out. Its texts are those of what it is made from.
class Draft {
public:
    /// Puts a formula in; the number of its last step. Throws Error invalid_definition if it is none,
    /// or beyond a million parts.
    std::uint32_t add(
        std::span<const Leaf> leaves, std::span<const Test> tests, std::span<const Step> steps);
    std::uint32_t add(const Draft& other) { return add(other.leaves_, other.tests_, other.steps_); }
    /// Puts a step over others in; its number.
    std::uint32_t add(Step step, std::span<const std::uint32_t> operands);
    std::uint32_t add(Step step, std::initializer_list<std::uint32_t> operands) {
        return add(step, std::span{operands.begin(), operands.size()});
    }

    bool empty() const { return steps_.empty(); }
    std::span<const Leaf> leaves() const { return leaves_; }
    std::span<const Test> tests() const { return tests_; }
    std::span<const Step> steps() const { return steps_; }
    const Step& last() const { return steps_.back(); }
    std::uint32_t last_number() const { return static_cast<std::uint32_t>(steps_.size() - 1); }
    Unit unit() const { return steps_.back().unit; }

    std::vector<Leaf> take_leaves() { return std::move(leaves_); }
    std::vector<Test> take_tests() { return std::move(tests_); }
    std::vector<Step> take_steps() { return std::move(steps_); }

private:
    std::uint32_t add_leaf(Leaf leaf, std::span<const Test> its_tests);

    std::vector<Leaf> leaves_;
    std::vector<Test> tests_;
    std::vector<Step> steps_;
    std::vector<std::uint64_t> hashes_;  ///< of steps
    std::vector<std::uint64_t> leaf_hashes_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> known_leaves_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> known_steps_;
};

}  // namespace saleskpi::inline v0_3::detail
