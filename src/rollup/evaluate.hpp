// SPDX-License-Identifier: MIT
#pragma once

#include "plan/program.hpp"
#include "rollup/leaf_source.hpp"
#include "rollup/remembered.hpp"
#include "rollup/trace.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// As it stands in a cell: what no fraction of 128 bits holds is rounded and marked, or too_large.
CellValue shown_value(const Evaluated& result, Unit unit, Currency currency);

/// Of two, the one that lacks more; where they are alike, the one of more records, so that what is
/// added up over rows is of the same aggregate as far as that goes.
inline Coverage lower(const Coverage& a, const Coverage& b) {
    const auto lacks = [](const Coverage& one) { return one.all - one.known; };
    if (lacks(a) != lacks(b)) return lacks(b) > lacks(a) ? b : a;
    return b.all > a.all ? b : a;
}

/// Whether that is no figure of a report.
bool is_too_large(int128 numerator, int128 denominator);

/// Computes metrics of a group in a period out of the states: leaves first, then the arithmetic, by
/// what the rules of the steps say. A ratio is thereby always recomputed from its merged parts.
class Evaluator {
public:
    /// The group is given by the finest groups it consists of, and by how many of the query's
    /// dimensions it has a member: fewer for a subtotal. `chosen_by` has a bit for each further axis
    /// by whose members the finest groups were chosen.
    Evaluator(
        const LeafSource& source,
        std::span<const std::uint32_t> members,
        std::size_t depth = 0,
        std::uint64_t chosen_by = 0,
        Trace* trace = nullptr);

    CellValue metric(std::size_t number, const Period& period);
    /// The same on its way through the arithmetic.
    Evaluated whole(std::size_t number, const Period& period);
    /// Of a step that is asked for: see Program::segment.
    Evaluated value(std::size_t metric, std::size_t step, const Period& period);

    /// A leaf of a metric, with what it lacks of the fields it needs.
    Evaluated leaf_of(std::size_t metric, std::size_t leaf, const Period& period);
    /// Of each aggregate of a metric.
    std::vector<Coverage> coverage(std::size_t metric, const Period& period);
    /// The lowest of them.
    Coverage lowest_coverage(std::size_t metric, const Period& period);

private:
    friend class Answer;

    /// A target: on which finest groups its rows stand, and whose results count towards it.
    struct Goal {
        std::optional<Reason> reason;
        Members rows;
        Members counted;
        std::uint64_t chosen_by = 0;
    };

    /// Whether the leaf's whole stands elsewhere: under the unassigned.
    bool is_not_cut(std::size_t leaf) const { return source_->is_uncut(leaf, named_); }
    std::size_t range_of(const Period& period) {
        const Window window = period.window();
        if (!(window == last_window_)) {
            last_window_ = window;
            last_range_ = source_->plan.time.find(window);
        }
        return last_range_;
    }
    Place place(const Period& period) const { return {members_, depth_, period, part_}; }

    /// The same as value(), and the trace is told.
    Evaluated traced(
        std::size_t operand, std::size_t metric, std::size_t step, const Period& period);
    Evaluated computed(std::size_t metric, const Program::Segment& segment, const Period& period);
    Evaluated leaf(
        std::size_t leaf, std::span<const std::uint32_t> members, std::size_t range) const;
    bool is_before_records(std::size_t metric, std::size_t step, const Period& period) const;

    // In other groups.
    /// The group around this one, down to the first `depth` dimensions.
    Members around(std::size_t depth) const;
    /// The same among the groups of another source, by name.
    Members around_in(const LeafSource& other, std::size_t depth) const;
    /// The depth of that group for a step that asks for a level.
    std::size_t depth_of(std::string_view level) const;
    /// The groups of that many dimensions within some finest groups.
    std::vector<Members> groups_within(
        std::span<const std::uint32_t> members, std::size_t depth) const;
    /// The first of the finest groups around this one.
    std::uint32_t first_around(std::size_t depth) const;
    /// The parts into which an axis cuts some finest groups, by name.
    std::vector<GroupPart> parts_of(std::span<const std::uint32_t> members, std::size_t axis) const;
    std::shared_ptr<const std::vector<GroupPart>> parts_around(
        std::size_t depth, std::size_t axis) const;
    /// Of such a part of this group.
    Evaluator of_part(const GroupPart& part, std::size_t axis) const;
    bool is_in_same_group(std::uint32_t a, std::uint32_t b, std::size_t depth) const;
    /// Of the group of that depth around this one, without those for a part of it.
    Members figures_around(std::size_t depth) const;

    // Targets.
    Goal goal(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range) const;
    /// The target of the group itself, or those of its members together.
    Goal own_or_members(
        std::size_t leaf,
        std::span<const std::uint32_t> members,
        std::size_t level,
        std::size_t range,
        bool own) const;
    Members own_rows(std::span<const std::uint32_t> members, std::size_t level) const;
    /// Whether a target set for this finest group is one of the group above: a company's target is
    /// not that of those who are at no level.
    bool belongs_above(
        std::uint32_t finest, std::span<const std::optional<std::size_t>> level_axes) const;
    /// Of each rep with a name, the finest groups.
    std::vector<Members> reps() const;

    Coverage coverage_of(std::size_t metric, std::size_t leaf, const Period& period);
    /// A leaf of the plan in a range, for this group.
    const Evaluated& read(std::size_t leaf, std::size_t range);
    /// How many of its records lack what it needs, where that is counted apart.
    std::int64_t lacking(std::size_t all, const Evaluated& value, std::size_t range);

    const LeafSource* source_;
    std::span<const std::uint32_t> members_;
    std::size_t depth_;
    Trace* trace_;
    std::optional<Window> last_window_;
    std::size_t last_range_ = 0;
    std::string part_;         ///< the member of a further dimension, for an explanation
    std::uint64_t named_ = 0;  ///< a bit for each axis of which the group has a member with a name
    /// Of each leaf that was asked for, its value in the range asked for last.
    struct Known {
        std::size_t leaf;
        std::size_t range;
        Evaluated value;
    };
    std::vector<Known> known_;
    /// Of the lines of all segments that are being computed, the inner ones last.
    std::vector<Evaluated> values_;
    /// Of steps that ask in other periods in turn: they come to the same ones again and again.
    using Asked = std::tuple<std::size_t, std::size_t, Date, Date, Grain, std::int32_t, bool>;
    std::map<Asked, Evaluated> asked_;
};

}  // namespace saleskpi::inline v0_3::detail
