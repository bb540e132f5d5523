// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"
#include "value/exact.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A number on its way through the arithmetic.
struct Evaluated {
    Exact value;
    std::optional<Reason> reason;
    std::int64_t records = 0;
    std::int64_t missing = 0;
    Marks marks = {};
};

/// As it stands in a cell: what no fraction of 128 bits holds is rounded and marked, or too_large.
CellValue shown_value(const Evaluated& result, Unit unit, Currency currency);

/// The finest groups that make up a group, ascending.
using Members = std::vector<std::uint32_t>;

/// Computes metrics of a group in a period out of the states: leaves first, then the arithmetic.
/// A ratio is thereby always recomputed from its merged parts.
class Evaluator {
public:
    /// The group is given by the finest groups it consists of, and by how many of the query's
    /// dimensions it has a member: fewer for a subtotal. `chosen_by` has a bit for each further axis
    /// by whose members the finest groups were chosen.
    Evaluator(
        const PartialData& data,
        std::span<const std::uint32_t> members,
        std::size_t depth = 0,
        std::uint64_t chosen_by = 0);

    CellValue metric(std::size_t number, const Period& period);
    Evaluated step(std::size_t metric, std::size_t step, const Period& period);
    /// The value of one leaf over some of the finest groups, in a range of the plan's time.
    Evaluated leaf(
        std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const;

    /// The same for a leaf of a metric, with what it lacks of the fields it needs.
    Evaluated leaf_of(std::size_t metric, std::size_t leaf, const Period& period);

    /// Of each aggregate of a metric.
    std::vector<Coverage> coverage(std::size_t metric, const Period& period);

    /// The finest groups whose results count towards a target, and the axes by which they were chosen.
    struct Counted {
        Members members;
        std::uint64_t chosen_by = 0;
    };
    /// Of a group that attains a target.
    Counted with_target(std::size_t metric, std::size_t step, const Period& period) const;
    /// The group around this one, down to the first `depth` dimensions.
    Members around(std::size_t depth) const;
    /// The depth of that group for a step that asks for a level.
    std::size_t depth_of(Level level) const;
    /// The period that a lag leads to; or why there is none.
    std::optional<Period> lagged_period(
        std::size_t metric, std::size_t step, const Period& period, Evaluated& lag);

private:
    /// A target, and whose results count towards it.
    struct Goal {
        Evaluated target;
        Counted counted;
    };
    /// Two values that belong together.
    struct Point {
        Exact x;
        Exact y;
    };
    struct Points {
        std::vector<Point> all;
        bool are_cut = true;  ///< false if some are unknown, since a side is not cut by the groups
    };

    /// Whether the leaf's whole stands elsewhere: under the unassigned.
    bool is_not_cut(std::size_t leaf) const { return is_uncut(*data_, leaf, named_); }

    Evaluated stored_value(
        std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const;
    Evaluated chain(std::size_t metric, std::size_t step, const Period& period);
    Evaluated arithmetic(
        std::size_t metric, std::size_t step, const Evaluated& a, const Evaluated& b) const;

    // In other days.
    Evaluated length(Step::Op op, const Period& period) const;
    Evaluated change(std::size_t metric, std::size_t operand, const Period& period, Shift shift);
    Evaluated changed(std::size_t metric, std::size_t operand, const Period& elapsed, Shift shift);
    Evaluated before(std::size_t metric, std::size_t operand, const Period& period, Shift shift);
    Evaluated lagged(std::size_t metric, std::size_t step, const Period& period);
    Evaluated in_part(std::size_t metric, std::size_t operand, const std::optional<Period>& period);
    Evaluated rolling(std::size_t metric, std::size_t step, const Period& period);
    Evaluated average_over(std::size_t metric, std::size_t step, const Period& period);
    Evaluated in_other(
        std::size_t metric, std::size_t operand, const std::optional<Period>& period);
    Evaluated days_reaching(std::size_t metric, std::size_t step, const Period& period);
    /// Whether a period lies before all records of the operand: a zero would be an invented one.
    bool is_before_records(std::size_t metric, std::size_t operand, const Period& period) const;

    // Targets.
    Evaluated attain(std::size_t metric, std::size_t step, const Period& period);
    Evaluated of_those_with_target(std::size_t metric, std::size_t step, const Period& period);
    Evaluated reps_reaching(std::size_t metric, std::size_t operand, const Period& period);
    std::size_t target_leaf(std::size_t metric, std::size_t target_step) const;
    std::size_t range_of(const Period& period) const;
    Goal goal(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range) const;
    /// The target of the group itself, or those of its members together.
    Evaluated own_or_members(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range,
        bool own) const;
    Evaluated own_target(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range) const;
    /// Whether a target set for this finest group is one of the group above: a company's target is
    /// not that of those who are in no region.
    bool belongs_above(std::uint32_t finest) const;

    // In other groups.
    Evaluated enclosing(std::size_t metric, std::size_t step, const Period& period);
    Evaluated reference(std::size_t metric, std::size_t step, const Period& period) const;
    Evaluated rank(std::size_t metric, std::size_t step, const Period& period);
    Evaluated correlated(std::size_t metric, std::size_t step, const Period& period);
    Evaluated forecast_error(std::size_t metric, std::size_t step, const Period& period);
    Points points(std::size_t metric, std::size_t step, const Period& period);
    /// The groups of that many dimensions within some finest groups.
    std::vector<Members> groups_within(
        std::span<const std::uint32_t> members, std::size_t depth) const;
    bool is_in_same_group(std::uint32_t a, std::uint32_t b, std::size_t depth) const;

    const PartialData* data_;
    std::span<const std::uint32_t> members_;
    std::size_t depth_;
    std::uint64_t named_ = 0;  ///< a bit for each axis of which the group has a member with a name
    /// Of each leaf that was asked for, its value in the range asked for last.
    struct Known {
        std::size_t leaf;
        std::size_t range;
        Evaluated value;
    };
    std::vector<Known> known_;
    /// Changes in periods that changes of changes come to again and again.
    std::map<std::tuple<std::size_t, std::size_t, Date, Date, Grain, bool>, Evaluated> changes_;
};

/// The Wilson interval of 95 % around k cases of n, 0 <= k <= n, n > 0.
struct Interval {
    Rational low;
    Rational high;
};
Interval wilson(const Rational& k, const Rational& n);

}  // namespace saleskpi::inline v0_3::detail
