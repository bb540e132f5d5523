// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include "rollup/answer.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What is larger is no figure of a report; below it, every unit can be shown: 10^34.
constexpr int128 largest = int128{10'000'000'000'000'000} * 1'000'000'000'000'000'000;

}  // namespace

bool is_too_large(int128 numerator, int128 denominator) {
    const uint128 size = magnitude(numerator);
    return size > static_cast<uint128>(largest) &&
           size / static_cast<uint128>(denominator) >= static_cast<uint128>(largest);
}

CellValue shown_value(const Evaluated& result, Unit unit, Currency currency) {
    const auto none = [&](Reason reason) {
        return CellValue{reason, result.records, result.missing, result.marks};
    };
    if (result.reason) return none(*result.reason);
    const std::optional<Rational> value = result.value.value();
    if (!value || is_too_large(value->numerator(), value->denominator()))
        return none(Reason::too_large);
    Marks marks = result.marks;
    if (result.value.is_rounded()) marks.add(Mark::rounded);
    return {AnyQuantity{*value, unit, currency}, result.records, result.missing, marks};
}

Evaluated fitting_value(
    const LeafSource& source,
    std::size_t leaf,
    std::span<const std::uint32_t> in_groups,
    std::size_t range) {
    try {
        return source.value(leaf, in_groups, range);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        return without_value(Reason::too_large);
    }
}

std::uint64_t named_axes(
    const LeafSource& source, std::span<const std::uint32_t> members, std::size_t depth) {
    std::uint64_t named = 0;
    if (!source.has_uncut() || members.empty()) return named;
    const std::vector<std::uint32_t>& group = source.groups[members.front()];
    for (std::size_t i = 0; i < depth; ++i)
        if (shown(source.axes[i].members[group[i]]) != by::unassigned)
            named |= std::uint64_t{1} << i;
    return named;
}

Evaluator::Evaluator(
    const LeafSource& source,
    std::span<const std::uint32_t> members,
    std::size_t depth,
    std::uint64_t chosen_by,
    Trace* trace)
    : source_{&source},
      members_{members},
      depth_{depth},
      trace_{trace},
      named_{chosen_by | named_axes(source, members, depth)} {}

CellValue Evaluator::metric(std::size_t number, const Period& period) {
    return shown_value(
        whole(number, period), source_->query.metrics[number].unit(), source_->query.currency);
}

Evaluated Evaluator::whole(std::size_t number, const Period& period) {
    const Definition& metric = source_->query.metrics[number];
    if (trace_) trace_->begin(0, metric.steps().size() - 1, place(period));
    Evaluated result = computed(number, program_of(metric).whole(), period);
    if (trace_) trace_->end(result);
    return result;
}

Evaluated Evaluator::value(std::size_t metric, std::size_t step, const Period& period) {
    const Program::Segment& segment = program_of(source_->query.metrics[metric]).segment(step);
    if (!segment.asks) return computed(metric, segment, period);
    const Asked key{metric,       step,           period.first,   period.until,
                    period.grain, period.ordinal, period.complete};
    if (const auto known = asked_.find(key); known != asked_.end()) return known->second;
    return asked_[key] = computed(metric, segment, period);
}

Evaluated Evaluator::traced(
    std::size_t operand, std::size_t metric, std::size_t step, const Period& period) {
    const Asked key{metric,       step,           period.first,   period.until,
                    period.grain, period.ordinal, period.complete};
    if (const auto known = asked_.find(key); known != asked_.end()) {
        trace_->again(operand, step, place(period));
        return known->second;
    }
    trace_->begin(operand, step, place(period));
    const Evaluated result = asked_[key] = value(metric, step, period);
    trace_->end(result);
    return result;
}

Evaluated Evaluator::computed(
    std::size_t metric, const Program::Segment& segment, const Period& period) {
    const Definition& definition = source_->query.metrics[metric];
    const Program& program = program_of(definition);
    const std::size_t first = values_.size();
    if (first == 0) values_.reserve(segment.lines.size());
    for (std::size_t i = 0; i < segment.lines.size(); ++i) {
        const Line& line = segment.lines[i];
        const Step& step = definition.steps()[line.step];
        const Program::Node& node = program.node(line.step);
        Evaluated result;
        if (step.kind == steps::leaf) {
            result = leaf_of(metric, step.leaf, period);
            if (trace_) trace_->leaf(line.step, place(period), result);
        } else {
            if (step.kind == steps::constant)
                result.value = step.constant;
            else if (node.rule->combine)
                result = node.rule->combine(
                    {step, node.last_reads_records, segment.lines.data(), values_.data() + first,
                     i});
            else {
                Answer answer{*this, metric, line.step, period};
                result = node.rule->ask(answer);
            }
            if (trace_) trace_->computed(line.step, result);
        }
        values_.push_back(std::move(result));
    }
    Evaluated result = std::move(values_.back());
    values_.resize(first);
    return result;
}

Evaluated Evaluator::leaf(
    std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const {
    return fitting_value(*source_, number, members, range);
}

const Evaluated& Evaluator::read(std::size_t number, std::size_t range) {
    for (Known& known : known_) {
        if (known.leaf != number) continue;
        if (known.range != range) known = {number, range, leaf(number, members_, range)};
        return known.value;
    }
    if (known_.empty()) known_.reserve(4);  // most metrics read fewer
    return known_.emplace_back(Known{number, range, leaf(number, members_, range)}).value;
}

/// Who lacks a needed field does not satisfy the condition: they are missing from all there are.
std::int64_t Evaluator::lacking(std::size_t all, const Evaluated& value, std::size_t range) {
    const std::int64_t records = value.records;  // the value moves when another is read
    const Evaluated& everyone = read(all, range);
    return (everyone.reason ? 0 : everyone.records) - records;
}

Evaluated Evaluator::leaf_of(std::size_t metric, std::size_t index, const Period& period) {
    const QueryPlan& plan = source_->plan;
    const std::size_t number = plan.leaf_of[metric][index];
    if (is_not_cut(number)) return without_value(Reason::not_cut);
    const std::size_t range = range_of(period);
    Evaluated value = read(number, range);
    if (const auto all = plan.all_of[metric][index]) {
        value.missing = lacking(*all, value, range);
        if (value.records == 0 && value.missing > 0) value.reason = Reason::missing_values;
    }
    return value;
}

Coverage Evaluator::coverage_of(std::size_t metric, std::size_t index, const Period& period) {
    const QueryPlan& plan = source_->plan;
    const std::size_t leaf = plan.leaf_of[metric][index];
    if (is_not_cut(leaf)) return {};
    const std::size_t range = range_of(period);
    const Evaluated& value = read(leaf, range);
    const std::int64_t records = value.records;
    const auto everyone = plan.all_of[metric][index];
    return {records, records + (everyone ? lacking(*everyone, value, range) : value.missing)};
}

std::vector<Coverage> Evaluator::coverage(std::size_t metric, const Period& period) {
    std::vector<Coverage> all;
    for (std::size_t i = 0; i < source_->plan.leaf_of[metric].size(); ++i)
        all.push_back(coverage_of(metric, i, period));
    return all;
}

Coverage Evaluator::lowest_coverage(std::size_t metric, const Period& period) {
    Coverage all;
    for (std::size_t i = 0; i < source_->plan.leaf_of[metric].size(); ++i)
        all = lower(all, coverage_of(metric, i, period));
    return all;
}

bool Evaluator::is_before_records(
    std::size_t metric, std::size_t step, const Period& period) const {
    const Program& program = program_of(source_->query.metrics[metric]);
    const auto& leaves = program.segment(step).leaves;
    if (leaves.empty()) return false;  // a length, or a number
    std::int32_t first_day = INT32_MAX;
    for (const std::uint32_t leaf : leaves)
        first_day = (std::min)(first_day, source_->first_day(source_->plan.leaf_of[metric][leaf]));
    return to_day(period.until) <= first_day;
}

}  // namespace saleskpi::inline v0_3::detail
