// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/step_rule.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3 {
class Definition;
}

namespace saleskpi::inline v0_3::detail {

/// The arithmetic of a definition, ready to be computed: which steps belong together, since they are
/// taken in the same group and period, in which order.
class Program {
public:
    /// Throws Error invalid_definition for a step of no known kind, for one with another number of
    /// operands than its kind has, and for more steps in other periods or groups within each other
    /// than `deepest`.
    explicit Program(std::span<const Step> steps);

    static constexpr std::size_t deepest = 100;

    struct Node {
        const StepRule* rule;
        std::array<std::uint32_t, Step::most_operands> operands{};  ///< numbers of steps
        bool reads_records = false;       ///< whether an aggregate is below it
        bool last_reads_records = false;  ///< or below its last operand
    };
    const Node& node(std::size_t step) const { return nodes_[step]; }
    std::size_t size() const { return nodes_.size(); }
    /// How many steps it would have if each were written out wherever it is used; at most `many`.
    std::uint64_t written_steps() const { return written_; }
    static constexpr std::uint64_t many = std::uint64_t{1} << 40U;

    /// What is computed in one group and period to find out the value of a step, the last line.
    struct Segment {
        std::vector<Line> lines;
        bool reads_rows = false;            ///< an aggregate is among them
        bool asks = false;                  ///< a step that asks in other groups or periods is
        std::vector<std::uint32_t> leaves;  ///< all below it, in other groups and periods too
    };
    /// Of the last step, and of each operand of a step that asks.
    const Segment& segment(std::size_t step) const { return segments_[segment_of_[step]]; }
    const Segment& whole() const { return segments_.front(); }

private:
    void add_segment(std::span<const Step> steps, std::uint32_t of);

    std::vector<Node> nodes_;
    std::uint64_t written_ = 0;
    std::vector<Segment> segments_;
    std::vector<std::uint32_t> segment_of_;
};

/// The program of a definition, made with it.
const Program& program_of(const Definition& metric);

/// Of each leaf of a metric, whether a step takes it as it is, and not only as a figure for a group.
std::vector<bool> read_leaves(const Definition& metric);
/// Whether a step takes it as a figure, of targets or references, from that table.
bool is_figure(const Definition& metric, std::size_t leaf, std::string_view table);

}  // namespace saleskpi::inline v0_3::detail
