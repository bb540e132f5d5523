// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/evaluated.hpp"

#include <saleskpi/calendar/period.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Where something is evaluated.
struct Place {
    std::span<const std::uint32_t> members;  ///< the finest groups
    std::size_t depth;  ///< of how many of the query's dimensions the group has a member
    const Period& period;
    std::string part{};  ///< of the group, if only one: the member of a further dimension
};

/// Is told what the evaluator asks, for an explanation of the value.
class Trace {
public:
    virtual ~Trace() = default;

    /// A step, and all that it takes in the same place, is evaluated: what is told until end() is of
    /// it. `operand` is the number that it has for the step that asks.
    virtual void begin(std::size_t operand, std::size_t step, const Place& place) = 0;
    virtual void end(const Evaluated& value) = 0;
    /// It has been evaluated there before.
    virtual void again(std::size_t operand, std::size_t step, const Place& place) = 0;
    /// An aggregate that a step at this place is, or takes in the groups of another one: with the
    /// number that it has for that step.
    virtual void leaf(std::size_t step, const Place& place, const Evaluated& value) = 0;
    virtual void rows(
        std::size_t operand, std::size_t step, const Place& place, const Evaluated& value) = 0;
    /// An operand that is of more than the query may show: no more than its value is told.
    virtual void hidden(std::size_t operand, std::size_t step, const Evaluated& value) = 0;
    /// Any other step.
    virtual void computed(std::size_t step, const Evaluated& value) = 0;
};

}  // namespace saleskpi::inline v0_3::detail
