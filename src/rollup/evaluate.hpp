// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace saleskpi::detail {

/// A number on its way through the arithmetic.
struct Evaluated {
    Rational value;
    std::optional<Reason> reason;
    std::int64_t records = 0;
    std::int64_t missing = 0;
};

/// Computes metrics of a group in a period out of the states: leaves first, then the arithmetic.
/// A ratio is thereby always recomputed from its merged parts.
class Evaluator {
public:
    /// The group is given by the finest groups it consists of, and by how many of the query's
    /// dimensions it has a member: fewer for a subtotal.
    Evaluator(
        const PartialData& data, std::span<const std::uint32_t> members, std::size_t depth = 0)
        : data_{&data}, members_{members}, depth_{depth}, known_(data.leaves.size()) {}

    CellValue metric(std::size_t number, const Period& period);
    Evaluated step(std::size_t metric, std::size_t step, const Period& period);
    /// The value of one leaf over some of the finest groups, in a range of the plan's time.
    Evaluated leaf(
        std::size_t number, std::span<const std::uint32_t> members, std::size_t range) const;

    /// Of a group that attains a target: the finest groups whose results count towards it.
    std::vector<std::uint32_t> with_target(
        std::size_t metric, std::size_t step, const Period& period) const;

private:
    /// A target, and the finest groups whose results count towards it.
    struct Goal {
        Evaluated target;
        std::vector<std::uint32_t> members;
    };

    Evaluated arithmetic(const Step& step, const Evaluated& a, const Evaluated& b) const;
    Evaluated change(std::size_t metric, std::size_t operand, const Period& period, Shift shift);
    Evaluated attain(std::size_t metric, std::size_t step, const Period& period);
    Goal goal(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range) const;

    /// Whether a target set for this finest group is one of the group above: a company's target is
    /// not that of those who are in no region.
    bool belongs_above(std::uint32_t finest) const;

    const PartialData* data_;
    std::span<const std::uint32_t> members_;
    std::size_t depth_;
    /// Per leaf, its value in the range asked for last: metrics of one cell share their leaves.
    struct Known {
        std::size_t range = static_cast<std::size_t>(-1);
        Evaluated value;
    };
    std::vector<Known> known_;
};

}  // namespace saleskpi::detail
