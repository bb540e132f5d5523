// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "plan/steps/evaluated.hpp"
#include "plan/steps/many_values.hpp"
#include "rollup/query_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

class Remembered;

/// Reads one leaf of a group in several ranges at once.
class LeafReader {
public:
    virtual ~LeafReader() = default;
    /// The same as LeafSource::value() in the ranges [first, last) of those the reader was made for, as
    /// the values of cells from `cell` on.
    virtual void read(
        std::span<const std::uint32_t> in_groups,
        std::size_t first,
        std::size_t last,
        ManyValues& values,
        std::size_t cell) const = 0;
};

/// What the evaluator takes the aggregates of a query from: their states by group and days. The
/// engine's answer is one, and so are the merge of several and the records of a direct call; what
/// computes them elsewhere is another.
struct LeafSource {
    explicit LeafSource(const Query& q) : LeafSource{q, QueryPlan{q}} {}
    LeafSource(const Query& q, QueryPlan p);
    virtual ~LeafSource() = default;

    /// The value of a leaf of the plan over some of the groups, ascending, in a range of the plan's
    /// time. Throws Error overflow where a sum of states does not fit.
    virtual Evaluated value(
        std::size_t leaf, std::span<const std::uint32_t> in_groups, std::size_t range) const = 0;
    /// The day, as a number, before which no record of the leaf's table is placed.
    virtual std::int32_t first_day(std::size_t leaf) const = 0;
    /// Whether the whole of a leaf stands under the unassigned of one of the axes, a bit each.
    virtual bool is_uncut(std::size_t leaf, std::uint64_t by_axes) const = 0;
    virtual bool has_uncut() const = 0;
    /// Where reading a leaf in many ranges at once is cheaper than one by one; else none.
    virtual std::unique_ptr<LeafReader> reader(
        std::size_t /*leaf*/, std::span<const std::size_t> /*ranges*/) const {
        return nullptr;
    }

    Query query;
    QueryPlan plan;
    std::vector<Axis> axes;                          ///< of plan.kept_dimensions
    std::vector<std::vector<std::uint32_t>> groups;  ///< the finest: a member of each axis
    /// The same query over everything, where a restricted one has shares of the whole; else none.
    std::shared_ptr<const LeafSource> whole;
    /// Found out while a table is read.
    std::shared_ptr<Remembered> remembered;

protected:
    LeafSource(const LeafSource&) = default;
    LeafSource(LeafSource&&) = default;
    LeafSource& operator=(const LeafSource&) = default;
    LeafSource& operator=(LeafSource&&) = default;
};

/// The value of a leaf, or too_large where the cells fit and their sum does not.
Evaluated fitting_value(
    const LeafSource& source,
    std::size_t leaf,
    std::span<const std::uint32_t> in_groups,
    std::size_t range);

/// A bit for each axis of which a group has a member with a name; none if all is cut by all of them.
std::uint64_t named_axes(
    const LeafSource& source, std::span<const std::uint32_t> members, std::size_t depth);

}  // namespace saleskpi::inline v0_3::detail
