// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A formula under construction. Its texts are those of what it is made from.
struct Draft {
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;

    /// Puts a formula behind what is there, as the next operand.
    /// Throws Error invalid_definition beyond 65535 parts.
    void append(
        std::span<const Leaf> more_leaves,
        std::span<const Test> more_tests,
        std::span<const Step> more_steps);
    void append(const Definition& metric) {
        append(metric.leaves(), metric.view().tests, metric.steps());
    }
    void append(const Draft& other) { append(other.leaves, other.tests, other.steps); }

    /// A step over all steps from `first` on.
    void apply(Step step, std::size_t first = 0);

    Unit unit() const { return steps.back().unit; }

    Definition named(
        std::string_view id, std::string_view title, Better better, std::string_view since) const;
};

std::uint16_t as_index(std::size_t n);

}  // namespace saleskpi::inline v0_3::detail
