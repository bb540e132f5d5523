// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
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
    /// The group is given by the finest groups it consists of.
    Evaluator(const PartialData& data, std::span<const std::uint32_t> members)
        : data_{&data}, members_{members} {}

    CellValue metric(std::size_t number, const Period& period);
    Evaluated step(std::size_t metric, std::size_t step, const Period& period);
    /// The value of one leaf over some of the finest groups.
    Evaluated leaf(
        std::size_t number, std::span<const std::uint32_t> members, const Window& range) const;

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
        const Window& range) const;

    const PartialData* data_;
    std::span<const std::uint32_t> members_;
    std::map<std::pair<std::size_t, std::size_t>, Evaluated> known_;  // by leaf and range
};

}  // namespace saleskpi::detail
