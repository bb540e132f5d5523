// SPDX-License-Identifier: MIT
#include "rollup/answer.hpp"

#include "rollup/remembered.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

Answer::Answer(Evaluator& evaluator, std::size_t metric, std::size_t step, const Period& period)
    : Asking{evaluator.source_->query.metrics[metric].steps()[step], period},
      evaluator_{&evaluator},
      metric_{metric},
      node_{&program_of(evaluator.source_->query.metrics[metric]).node(step)} {}

Evaluated Answer::operand(std::size_t operand, const Period& period) {
    return elsewhere(*evaluator_, operand, period);
}

Evaluated Answer::elsewhere(Evaluator& other, std::size_t operand, const Period& period) {
    const std::size_t step = step_of(operand);
    if (!other.trace_) return other.value(metric_, step, period);
    return other.traced(operand, metric_, step, period);
}

bool Answer::is_before_records(std::size_t operand, const Period& period) {
    return evaluator_->is_before_records(metric_, step_of(operand), period);
}

std::size_t Answer::leaf_of(std::size_t step) const {
    const Step& rows = source().query.metrics[metric_].steps()[step];
    return source().plan.figure_of(metric_, rows.leaf);
}

Evaluated Answer::rows(
    std::size_t operand, std::size_t step, std::size_t depth, const Members& members) {
    const Evaluated value =
        evaluator_->leaf(leaf_of(step), members, evaluator_->range_of(period()));
    if (evaluator_->trace_)
        evaluator_->trace_->rows(operand, step, {members, depth, period()}, value);
    return value;
}

// In other groups.

Evaluated Answer::around(std::size_t operand, std::string_view level) {
    const std::size_t depth = evaluator_->depth_of(level);
    if (const LeafSource* whole = source().whole.get())
        return of_whole(operand, *whole, evaluator_->around_in(*whole, depth), depth);
    const Members members = evaluator_->around(depth);
    if (evaluator_->trace_) {
        Evaluator other{source(), members, depth, 0, evaluator_->trace_};
        return elsewhere(other, operand, period());
    }
    const Remembered::Key key{
        metric_, step_of(operand), period(), depth, members.empty() ? 0 : members.front()};
    return source().remembered->value(key, [&] {
        return Evaluator{source(), members, depth}.value(metric_, step_of(operand), period());
    });
}

Evaluated Answer::of_whole(
    std::size_t operand, const LeafSource& whole, const Members& members, std::size_t depth) {
    const std::size_t step = step_of(operand);
    const Remembered::Key key{
        metric_, step, period(), depth, members.empty() ? 0 : members.front()};
    const Evaluated value = whole.remembered->value(key, [&] {
        return Evaluator{whole, members, depth}.value(metric_, step, period());
    });
    if (evaluator_->trace_) evaluator_->trace_->hidden(operand, step, value);
    return value;
}

std::shared_ptr<const std::vector<Exact>> Answer::beside(std::size_t operand) {
    const std::size_t depth = evaluator_->depth_;
    const std::size_t parent = evaluator_->depth_of(Level::parent.name());
    const LeafSource& all_there_is = source().whole ? *source().whole : source();
    const Members members =
        source().whole ? evaluator_->around_in(all_there_is, parent) : evaluator_->around(parent);
    // By depth, too: the total and the groups below it have the same parent.
    const Remembered::Key key{
        metric_, step_of(operand), period(), depth, members.empty() ? 0 : members.front()};
    return all_there_is.remembered->series(key, [&] {
        std::vector<Exact> all;
        const Evaluator around{all_there_is, members, depth};
        for (const Members& group : around.groups_within(members, depth)) {
            Evaluated one =
                Evaluator{all_there_is, group, depth}.value(metric_, step_of(operand), period());
            if (!one.reason) all.push_back(std::move(one.value));
        }
        std::sort(all.begin(), all.end());
        return all;
    });
}

Evaluated Answer::part_around(
    const GroupPart& part, std::size_t axis, std::size_t depth, const OfPart& asked) {
    const LeafSource& all_there_is = source().whole ? *source().whole : source();
    const bool is_hidden = source().whole != nullptr;
    Evaluator whole{all_there_is, part.members, depth, 0, is_hidden ? nullptr : evaluator_->trace_};
    if (evaluator_->trace_ && !is_hidden) {
        Evaluator inner = whole.of_part(part, axis);
        return elsewhere(inner, asked.operand, asked.period);
    }
    const Remembered::Key key{metric_, step_of(asked.operand), asked.period,
                              depth,   part.members.front(),   axis + 1};
    const Evaluated value = all_there_is.remembered->value(key, [&] {
        return whole.of_part(part, axis).value(metric_, step_of(asked.operand), asked.period);
    });
    if (evaluator_->trace_ && is_hidden)
        evaluator_->trace_->hidden(asked.operand, step_of(asked.operand), value);
    return value;
}

std::shared_ptr<const std::vector<GroupPart>> Answer::parts_around(
    std::size_t depth, std::size_t axis) const {
    const LeafSource* whole = source().whole.get();
    if (!whole) return evaluator_->parts_around(depth, axis);
    const Members members = evaluator_->around_in(*whole, depth);
    return whole->remembered->parts(depth, axis, members.empty() ? 0 : members.front(), [&] {
        return Evaluator{*whole, members, depth}.parts_of(members, axis);
    });
}

std::vector<std::vector<Evaluated>> Answer::of_each_part(std::span<const OfPart> asked) {
    const std::vector<Axis>& axes = source().axes;
    const auto named = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) {
        return axis.name == step().dimension.view();
    });
    const auto axis = static_cast<std::size_t>(named - axes.begin());
    const std::vector<GroupPart> own = evaluator_->parts_of(evaluator_->members_, axis);
    // A level is the same for all that ask for one.
    const auto around = std::find_if(
        asked.begin(), asked.end(), [](const OfPart& one) { return one.around.has_value(); });
    const std::size_t depth = around == asked.end() ? 0 : evaluator_->depth_of(*around->around);
    const auto of_all = around == asked.end() ? nullptr : parts_around(depth, axis);
    std::vector<std::vector<Evaluated>> all;
    for (const GroupPart& part : of_all ? *of_all : own) {
        const auto mine = std::lower_bound(
            own.begin(), own.end(), part.name,
            [](const GroupPart& a, const std::string& name) { return a.name < name; });
        const bool is_here = mine != own.end() && mine->name == part.name;
        const GroupPart nobody{part.name, {}};
        Evaluator inner = evaluator_->of_part(is_here ? *mine : nobody, axis);
        std::vector<Evaluated>& answers = all.emplace_back();
        for (const OfPart& one : asked)
            answers.push_back(
                one.around ? part_around(part, axis, depth, one)
                           : elsewhere(inner, one.operand, one.period));
    }
    return all;
}

std::vector<Asking::Pair> Answer::pairs(Over over) {
    std::vector<Pair> all;
    if (over == Over::periods) {
        for (const Period& each : periods())
            all.push_back({operand(0, each), operand(1, each)});
        return all;
    }
    const std::size_t depth = source().query.dimensions.size();
    for (const Members& members : evaluator_->groups_within(evaluator_->members_, depth)) {
        Evaluator group{source(), members, depth, 0, evaluator_->trace_};
        Evaluated first = elsewhere(group, 0, period());
        all.push_back({std::move(first), elsewhere(group, 1, period())});
    }
    return all;
}

Evaluated Answer::nearest_figure(std::size_t operand) {
    const std::size_t step = step_of(operand);
    // By no axis at all: figures that are outside of what the query sees.
    if (source().is_uncut(leaf_of(step), 0)) return without_value(Reason::not_cut);
    for (std::size_t depth = evaluator_->depth_ + 1; depth-- > 0;) {
        const Members members = evaluator_->figures_around(depth);
        const Evaluated figure =
            evaluator_->leaf(leaf_of(step), members, evaluator_->range_of(period()));
        if (figure.records > 0) return rows(operand, step, depth, members);
    }
    return without_value(Reason::no_reference);
}

// Targets.

Evaluated Answer::figure_of(std::size_t operand, std::size_t step, const Evaluator::Goal& goal) {
    if (goal.reason) return without_value(*goal.reason);
    return rows(operand, step, evaluator_->depth_, goal.rows);
}

Evaluated Answer::target(std::size_t operand) {
    const std::size_t step = step_of(operand);
    return figure_of(
        operand, step,
        evaluator_->goal(leaf_of(step), evaluator_->members_, 0, evaluator_->range_of(period())));
}

Evaluated Answer::own_target(std::size_t operand) {
    const std::size_t step = step_of(operand);
    return figure_of(
        operand, step,
        evaluator_->own_or_members(
            leaf_of(step), evaluator_->members_, 0, evaluator_->range_of(period()), true));
}

Evaluated Answer::members_target(std::size_t operand) {
    const std::size_t step = step_of(operand);
    return figure_of(
        operand, step,
        evaluator_->own_or_members(
            leaf_of(step), evaluator_->members_, 0, evaluator_->range_of(period()), false));
}

Asking::Reached Answer::reached(std::size_t operand, std::size_t target) {
    const Program& program = program_of(source().query.metrics[metric_]);
    const std::size_t step = program.node(step_of(target)).operands[0];
    const Evaluator::Goal goal =
        evaluator_->goal(leaf_of(step), evaluator_->members_, 0, evaluator_->range_of(period()));
    Reached both;
    both.target = figure_of(target, step, goal);
    if (both.target.reason) return both;
    // Only those who have a target count on both sides, so that a rep without one is no zero.
    Evaluator counted{
        source(), goal.counted, evaluator_->depth_, goal.chosen_by, evaluator_->trace_};
    both.result = elsewhere(counted, operand, period());
    return both;
}

std::optional<std::vector<Evaluated>> Answer::of_each_rep(std::size_t operand) {
    const Program& program = program_of(source().query.metrics[metric_]);
    for (const std::uint32_t leaf : program.segment(step_of(operand)).leaves)
        if (is_figure(source().query.metrics[metric_], leaf, "targets") &&
            evaluator_->is_not_cut(source().plan.figure_of(metric_, leaf)))
            return std::nullopt;
    std::vector<Evaluated> all;
    for (const Members& members : evaluator_->reps()) {
        Evaluator rep{source(), members, evaluator_->depth_, 0, evaluator_->trace_};
        all.push_back(elsewhere(rep, operand, period()));
    }
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
