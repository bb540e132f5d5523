// SPDX-License-Identifier: MIT
#include "program.hpp"

#include "plan/steps/table.hpp"

#include <saleskpi/plan/definition.hpp>

#include <algorithm>
#include <queue>
#include <string_view>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

[[noreturn]] void fail_program(const char* what) {
    throw Error{ErrorCode::invalid_definition, what};
}

/// A step and those below it, as far as `goes_on` says of one that its operands are wanted; ascending.
template <class GoesOn>
std::vector<std::uint32_t> below(
    std::span<const Program::Node> nodes, std::uint32_t step, const GoesOn& goes_on) {
    std::vector<std::uint32_t> found;
    // The last one first: by then all that use it have been looked at.
    std::priority_queue<std::uint32_t> open;
    open.push(step);
    while (!open.empty()) {
        const std::uint32_t at = open.top();
        open.pop();
        if (!found.empty() && found.back() == at) continue;
        found.push_back(at);
        if (!goes_on(at)) continue;
        for (std::size_t i = 0; i < nodes[at].rule->operands; ++i)
            open.push(nodes[at].operands[i]);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace

Program::Program(std::span<const Step> steps) : segment_of_(steps.size(), none) {
    std::vector<std::uint64_t> written;
    std::vector<std::size_t> depth;
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
        Node node{&rule_of(steps[i].kind)};
        std::uint64_t of_it = 1;
        std::size_t deepest_operand = 0;
        node.reads_records = steps[i].kind == steps::leaf;
        for (std::size_t k = 0; k < Step::most_operands; ++k) {
            const std::uint32_t back = steps[i].operands[k];
            if ((back != 0) != (k < node.rule->operands))
                fail_program("the arithmetic lacks an operand, or has one too many");
            if (back == 0) continue;
            if (back > i) fail_program("the arithmetic lacks an operand");
            const std::uint32_t operand = node.operands[k] = i - back;
            of_it = (std::min)(many, of_it + written[operand]);
            deepest_operand = (std::max)(deepest_operand, depth[operand]);
            node.last_reads_records = nodes_[operand].reads_records;
            node.reads_records |= node.last_reads_records;
        }
        depth.push_back(deepest_operand + (node.rule->ask != nullptr ? 1 : 0));
        if (depth.back() > deepest)
            fail_program("too many steps in other periods or groups, in each other");
        written.push_back(of_it);
        nodes_.push_back(node);
    }
    written_ = written.back();
    // Each operand of a step that asks begins a segment of its own.
    std::vector<std::uint32_t> open{static_cast<std::uint32_t>(steps.size() - 1)};
    segment_of_.back() = 0;
    for (std::size_t next = 0; next < open.size(); ++next) {
        add_segment(steps, open[next]);
        for (const Line& line : segments_.back().lines) {
            const Node& node = nodes_[line.step];
            if (node.rule->ask == nullptr) continue;
            for (std::size_t k = 0; k < node.rule->operands; ++k) {
                std::uint32_t& segment = segment_of_[node.operands[k]];
                if (segment != none) continue;
                segment = static_cast<std::uint32_t>(open.size());
                open.push_back(node.operands[k]);
            }
        }
    }
}

void Program::add_segment(std::span<const Step> steps, std::uint32_t of) {
    Segment& segment = segments_.emplace_back();
    const auto taken_here = [&](std::uint32_t step) { return nodes_[step].rule->ask == nullptr; };
    const std::vector<std::uint32_t> here = below(nodes_, of, taken_here);
    for (const std::uint32_t step : here) {
        const Node& node = nodes_[step];
        Line line{step};
        segment.reads_rows |= steps[step].kind == steps::leaf;
        segment.asks |= node.rule->ask != nullptr;
        if (node.rule->ask == nullptr)
            for (std::size_t k = 0; k < node.rule->operands; ++k)
                line.operands[k] = static_cast<std::uint32_t>(
                    std::lower_bound(here.begin(), here.end(), node.operands[k]) - here.begin());
        segment.lines.push_back(line);
    }
    const auto all = segment.asks ? below(nodes_, of, [](std::uint32_t) { return true; }) : here;
    for (const std::uint32_t step : all)
        if (steps[step].kind == steps::leaf) segment.leaves.push_back(steps[step].leaf);
}

std::vector<bool> read_leaves(const Definition& metric) {
    const Program& program = program_of(metric);
    const auto steps = metric.steps();
    std::vector<bool> read(metric.leaves().size());
    const auto note = [&](const Step& step) {
        if (step.kind == steps::leaf) read[step.leaf] = true;
    };
    note(steps.back());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Program::Node& node = program.node(i);
        if (!node.rule->rows.empty()) continue;
        for (std::size_t k = 0; k < node.rule->operands; ++k)
            note(steps[node.operands[k]]);
    }
    return read;
}

bool is_figure(const Definition& metric, std::size_t leaf, std::string_view table) {
    const Program& program = program_of(metric);
    const auto steps = metric.steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Program::Node& node = program.node(i);
        if (node.rule->rows != table) continue;
        const Step& rows = steps[node.operands[node.rule->operands - 1]];
        if (rows.kind == steps::leaf && rows.leaf == leaf) return true;
    }
    return false;
}

}  // namespace saleskpi::inline v0_3::detail
