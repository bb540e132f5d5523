// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/asking.hpp"
#include "rollup/evaluate.hpp"

namespace saleskpi::inline v0_3::detail {

/// What the evaluator answers a step that asks.
class Answer final : public Asking {
public:
    Answer(Evaluator& evaluator, std::size_t metric, std::size_t step, const Period& period);

    const Calendar& calendar() const override { return source().query.calendar; }
    std::optional<Date> today() const override { return source().query.today(); }
    const Window& window() const override { return source().query.window; }
    std::span<const Period> periods() const override { return source().plan.periods; }

    using Asking::operand;
    Evaluated operand(std::size_t operand, const Period& period) override;
    bool is_before_records(std::size_t operand, const Period& period) override;

    Evaluated around(std::size_t operand, std::string_view level) override;
    std::shared_ptr<const std::vector<Exact>> beside(std::size_t operand) override;
    std::vector<std::vector<Evaluated>> of_each_part(std::span<const OfPart> asked) override;
    std::vector<Pair> pairs(Over over) override;
    Evaluated nearest_figure(std::size_t operand) override;

    Evaluated target(std::size_t rows) override;
    Evaluated own_target(std::size_t rows) override;
    Evaluated members_target(std::size_t rows) override;
    Reached reached(std::size_t operand, std::size_t target) override;
    std::optional<std::vector<Evaluated>> of_each_rep(std::size_t operand) override;

private:
    const LeafSource& source() const { return *evaluator_->source_; }
    std::size_t step_of(std::size_t operand) const { return node_->operands[operand]; }
    /// The leaf of the plan that a step is.
    std::size_t leaf_of(std::size_t step) const;
    /// An operand in a part of the group around.
    Evaluated part_around(
        const GroupPart& part, std::size_t axis, std::size_t depth, const OfPart& asked);
    /// An operand in a group of all there is, of which no more than its value may be shown.
    Evaluated of_whole(
        std::size_t operand, const LeafSource& whole, const Members& members, std::size_t depth);
    /// The parts into which an axis cuts the group of that depth around this one.
    std::shared_ptr<const std::vector<GroupPart>> parts_around(
        std::size_t depth, std::size_t axis) const;
    /// An operand in other groups than those of this one.
    Evaluated elsewhere(Evaluator& other, std::size_t operand, const Period& period);
    /// The rows of an operand on some of the finest groups.
    Evaluated rows(
        std::size_t operand, std::size_t step, std::size_t depth, const Members& members);
    Evaluated figure_of(std::size_t operand, std::size_t step, const Evaluator::Goal& goal);

    Evaluator* evaluator_;
    std::size_t metric_;
    const Program::Node* node_;
};

}  // namespace saleskpi::inline v0_3::detail
