// SPDX-License-Identifier: MIT
#pragma once

#include "evaluated.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/metric/step.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a step asks while it is computed in a group and a period: for its operands, there or
/// elsewhere. Three answer: a plan, which notes the days that are asked for and makes values up; the
/// evaluator, which knows them; and the same one for an explanation, which notes what was asked. So a
/// step says once what it reads, and none of the three can differ from the others.
class Asking {
public:
    Asking(const Step& step, const Period& period) : step_{&step}, period_{&period} {}
    virtual ~Asking() = default;

    const Step& step() const { return *step_; }
    const Period& period() const { return *period_; }
    /// Whether days are planned: what depends on a value asks for all days that any value leads to.
    virtual bool is_plan() const { return false; }

    virtual const Calendar& calendar() const = 0;
    /// The last day that has happened, where one is known.
    virtual std::optional<Date> today() const = 0;
    /// The days of the report, and its periods.
    virtual const Window& window() const = 0;
    virtual std::span<const Period> periods() const = 0;

    virtual Evaluated operand(std::size_t operand, const Period& period) = 0;
    Evaluated operand(std::size_t number) { return operand(number, *period_); }
    /// Whether a period lies before all records of the operand: a zero would be an invented one.
    virtual bool is_before_records(std::size_t operand, const Period& period) = 0;

    // In other groups.
    virtual Evaluated around(std::size_t operand, std::string_view level) = 0;
    /// The values of all groups of the same parent that have one, ascending.
    virtual std::shared_ptr<const std::vector<Exact>> beside(std::size_t operand) = 0;
    /// What is asked of each part of a group: an operand in a period; or in that part of the group
    /// around, if a level is named.
    struct OfPart {
        std::size_t operand;
        Period period;
        std::optional<std::string_view> around{};
    };
    /// The parts into which the step's dimension cuts this group, or if some are asked for the groups
    /// around it, with the answers for each. Of a part that this group lacks they are without a value.
    virtual std::vector<std::vector<Evaluated>> of_each_part(std::span<const OfPart> asked) = 0;
    /// Both operands in each group of the report within this one; or in each of its periods.
    using Pair = std::array<Evaluated, 2>;
    virtual std::vector<Pair> pairs(Over over) = 0;
    /// An aggregate over references: that of the group, or of the nearest around it that has one.
    virtual Evaluated nearest_figure(std::size_t operand) = 0;

    // Targets, of which the operand is the aggregate.
    /// By the rule of targets: the group's own, or else its members' together.
    virtual Evaluated target(std::size_t rows) = 0;
    virtual Evaluated own_target(std::size_t rows) = 0;
    virtual Evaluated members_target(std::size_t rows) = 0;
    /// Such a target, and the operand over those whose results count towards it.
    struct Reached {
        Evaluated target;
        Evaluated result;
    };
    virtual Reached reached(std::size_t operand, std::size_t target) = 0;
    /// The operand for each rep of the group; nothing where reports are not cut by its targets.
    virtual std::optional<std::vector<Evaluated>> of_each_rep(std::size_t operand) = 0;

protected:
    Asking(const Asking&) = default;
    Asking& operator=(const Asking&) = default;

private:
    const Step* step_;
    const Period* period_;
};

}  // namespace saleskpi::inline v0_3::detail
