// SPDX-License-Identifier: MIT
#include "reasons.hpp"

#include "has_step.hpp"
#include "needs.hpp"
#include "negation.hpp"

#include <saleskpi/value/reason.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Reasons in the order of their first use, each with its occasions.
class Reasons {
public:
    void add(Reason reason, std::string occasion) {
        auto found = std::find_if(all_.begin(), all_.end(), [reason](const auto& entry) {
            return entry.first == reason;
        });
        if (found == all_.end()) found = all_.insert(found, {reason, {}});
        auto& occasions = found->second;
        if (std::find(occasions.begin(), occasions.end(), occasion) == occasions.end())
            occasions.push_back(std::move(occasion));
    }

    std::string text() const {
        std::string result;
        for (const auto& [reason, occasions] : all_) {
            if (!result.empty()) result += "; ";
            result += fmt::format("{}: {}", name(reason), fmt::join(occasions, ", or "));
        }
        return result;
    }

private:
    std::vector<std::pair<Reason, std::vector<std::string>>> all_;
};

/// A leaf that is 0 where nothing counts, as long as there are records at all.
bool starts_at_zero(const Leaf& leaf) {
    switch (leaf.aggregation) {
        case Aggregation::count:
        case Aggregation::sum:
        case Aggregation::distinct:
        case Aggregation::time_in_force:
            return true;
        default:
            return false;
    }
}

/// The column of the leaf's value that may be missing where the record counts, or nothing.
std::string missing_column(const Definition& metric, const Leaf& leaf) {
    const auto may_be_missing = [&](const ColumnRef& column) {
        return !column.name.empty() && column != leaf.placement.from &&
               !implies_known(metric.tests(leaf), column);
    };
    const RowValue& value = leaf.value;
    if (value.kind == RowValue::Kind::record || leaf.aggregation == Aggregation::distinct)
        return {};
    const bool a = may_be_missing(value.a);
    const bool b = may_be_missing(value.b);
    if (a && b) return fmt::format("both {} and {}", value.a.name, value.b.name);
    return std::string{a ? value.a.name : b ? value.b.name : std::string_view{}};
}

void add_leaf(Reasons& reasons, const Definition& metric, const Leaf& leaf) {
    reasons.add(
        Reason::no_records, starts_at_zero(leaf) ? fmt::format("there is nothing in {}", leaf.table)
                                                 : fmt::format("nothing in {} counts", leaf.table));
    if (leaf.needs > 0)
        reasons.add(
            Reason::missing_values, fmt::format(
                                        "nothing in {} that counts has {}", leaf.table,
                                        needs_text(metric.tests(leaf), leaf.needs)));
    if (const std::string column = missing_column(metric, leaf); !column.empty())
        reasons.add(
            Reason::missing_values,
            fmt::format("nothing in {} that counts has {}", leaf.table, column));
}

/// Rows that set a target or a reference figure have their own reason: there is none.
bool sets_a_figure(std::span<const Step> steps, std::size_t leaf) {
    if (leaf + 1 == steps.size()) return false;
    const Step::Op above = steps[leaf + 1].op;
    return above == Step::Op::target || above == Step::Op::own_target ||
           above == Step::Op::members_target || above == Step::Op::reference;
}

/// Whether something is divided by what asks for records, and not by a number or a length alone.
bool divides_by_records(std::span<const Step> steps) {
    for (std::size_t i = 1; i < steps.size(); ++i) {
        if (steps[i].op != Step::Op::divide) continue;
        const auto divisor = steps.subspan(i - steps[i - 1].size, steps[i - 1].size);
        if (std::any_of(divisor.begin(), divisor.end(), [](const Step& s) {
                return s.op == Step::Op::leaf;
            }))
            return true;
    }
    return false;
}

void add_steps(Reasons& reasons, const Definition& metric) {
    const auto any = [&](auto... ops) { return (has_step(metric, ops) || ...); };
    using Op = Step::Op;
    if (divides_by_records(metric.steps()))
        reasons.add(Reason::no_records, "no record is behind a division");
    if (any(Op::forecast_error)) reasons.add(Reason::no_records, "there is no point");
    if (any(Op::divide, Op::forecast_error))
        reasons.add(Reason::zero_denominator, "what is divided by is zero");
    if (any(Op::target, Op::own_target, Op::members_target))
        reasons.add(Reason::no_target, "there is no target");
    if (any(Op::attain, Op::attain_lower, Op::attain_difference))
        reasons.add(Reason::zero_target, "the target is zero");
    if (any(Op::change, Op::before, Op::lagged, Op::rolling))
        reasons.add(Reason::no_prior_period, "the period to compare with lies outside the data");
    if (any(Op::change))
        reasons.add(Reason::zero_base, "it was zero in the period to compare with");
    if (any(Op::elapsed, Op::days_elapsed))
        reasons.add(Reason::immature, "the period has not begun");
    if (any(Op::reference)) reasons.add(Reason::no_reference, "there is no reference figure");
    if (any(Op::correlated)) {
        reasons.add(Reason::insufficient_n, "there are fewer than three points");
        reasons.add(Reason::zero_denominator, "a series is constant");
    }
    if (any(Op::wilson_low, Op::wilson_high))
        reasons.add(Reason::incomparable, "there are more cases than those they are of");
}

}  // namespace

bool implies_known(std::span<const Test> condition, const ColumnRef& column) {
    std::vector<bool> implied;  // in postfix order
    bool asked = false;         // of the last "is missing": whether it is about the column
    for (const Test& test : without_negations(condition)) {
        if (test.op == Test::Op::all || test.op == Test::Op::any) {
            const bool right = implied.back();
            implied.pop_back();
            const bool left = implied.back();
            implied.back() = test.op == Test::Op::all ? left || right : left && right;
        } else if (test.op == Test::Op::is_missing) {
            implied.push_back(false);
            asked = test.column == column;
        } else if (test.op == Test::Op::none) {
            implied.back() = asked;  // is known
        } else {
            implied.push_back(
                test.column == column ||
                (test.constant.is_column && test.constant.column == column));
        }
    }
    return !implied.empty() && implied.back();
}

std::string when_no_value(const Definition& metric) {
    Reasons reasons;
    const auto steps = metric.steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].op == Step::Op::leaf && !sets_a_figure(steps, i))
            add_leaf(reasons, metric, metric.leaves()[steps[i].index]);
    }
    add_steps(reasons, metric);
    return reasons.text();
}

}  // namespace saleskpi::inline v0_3::detail
