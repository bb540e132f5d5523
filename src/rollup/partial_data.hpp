// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "engine/lane_total.hpp"
#include "engine/states.hpp"
#include "rollup/doubtful.hpp"
#include "rollup/leaf_source.hpp"
#include "rollup/part_print.hpp"

#include <saleskpi/book/book.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The answer to a query over one book, or the merge of several: states by group and leaf.
struct PartialData final : LeafSource {
    PartialData(const Query& q, std::shared_ptr<const BuildReport> r)
        : PartialData{q, QueryPlan{q}, std::move(r)} {}
    PartialData(const Query& q, QueryPlan p, std::shared_ptr<const BuildReport> r)
        : LeafSource{q, std::move(p)}, report{std::move(r)} {}

    Evaluated value(std::size_t leaf, std::span<const std::uint32_t> in_groups, std::size_t range)
        const override;
    std::int32_t first_day(std::size_t leaf) const override { return leaves[leaf].first_day; }
    bool is_uncut(std::size_t leaf, std::uint64_t by_axes) const override {
        if (is_outside(leaf)) return true;
        return !uncut.empty() && (uncut[leaf] & by_axes) != 0 && leaves[leaf].records > 0;
    }
    bool has_uncut() const override { return !uncut.empty() || !outside.empty(); }
    bool is_outside(std::size_t leaf) const { return !outside.empty() && outside[leaf] != 0; }
    std::unique_ptr<LeafReader> reader(
        std::size_t leaf, std::span<const std::size_t> ranges) const override;

    std::shared_ptr<const BuildReport> report;
    PartPrint print;                       ///< of an answer that is to be merged
    std::vector<std::uint8_t> known_axes;  ///< whether any table is cut by them
    std::vector<LeafCells> leaves;         ///< of plan.leaves; cell = group * columns + column
    /// By what the table of each leaf is cut by each axis. What it is not cut by is all unassigned.
    std::vector<std::vector<CutWay>> ways;
    /// Of each leaf, a bit for each axis by which it is not cut; empty if there are none.
    std::vector<std::uint64_t> uncut;
    /// Of a restricted query, the leaves over tables that are not cut by what it tests.
    std::vector<std::uint8_t> outside;
    /// Of each leaf, records that it lacks and that would count, or may; empty if there are none.
    std::vector<DoubtfulOfLeaf> doubtful;
    /// From this number on, groups are lanes of a book, and leaves have their sums in LaneSums.
    std::size_t first_lane_group = 0;
    std::vector<Lane> lanes;                  ///< by group - first_lane_group
    std::vector<std::uint32_t> lane_numbers;  ///< the same lanes' numbers among all of the book
    /// The texts behind the codes of leaves that count distinct ones, or take together what is of each.
    std::vector<std::shared_ptr<const Dictionary>> dictionaries;
};

/// Of which records an answer is, and when they are read.
enum class Extent {
    all,
    part,            ///< a part of the records, which perhaps lacks some that they are to be cut by
    with_elsewhere,  ///< all but those that a database keeps, and all that they name is known
    when_read  ///< all; those of single lanes when somebody asks, wherever LaneWalk can: it keeps the book
};

/// Whether the answer is one of several that make up the whole.
constexpr bool is_merged(Extent extent) {
    return extent == Extent::part || extent == Extent::with_elsewhere;
}

/// Computes a query over the records that are in a book.
std::unique_ptr<PartialData> compute_here(
    const Query& query, QueryPlan plan, const Book& book, unsigned threads, Extent extent);

/// Computes a query over a book.
std::unique_ptr<PartialData> compute(
    const Query& query, const Book& book, unsigned threads, Extent extent = Extent::all);
/// The same by a plan of the query that is made already.
std::unique_ptr<PartialData> compute(
    const Query& query,
    QueryPlan plan,
    const Book& book,
    unsigned threads,
    Extent extent = Extent::all);

/// Of a restricted query: which leaves are outside, and of the others whether any record is inside.
void note_outside(PartialData& data, const BookData& book);
/// And on which day the first of them is placed.
void note_first_days(PartialData& data, const BookData& book);
/// The days of what is inside, as Book::span.
Window days_inside(const Book& book, const Scope& scope, std::optional<Date> as_is);

/// Of an answer that has it.
inline const PartialData& whole_of(const PartialData& data) {
    return static_cast<const PartialData&>(*data.whole);
}

/// Fills `uncut` by `ways`.
void note_uncut(PartialData& data);

/// Whether something is not cut by a report's one dimension, but there is no group of the unassigned
/// under which it stands.
bool lacks_unassigned(const PartialData& data);

/// A merged answer as it is shown: with that group, if it lacks it. Throws Error unknown_dimension if
/// none of its parts has records that are cut by a dimension.
std::shared_ptr<const PartialData> finished(std::shared_ptr<const PartialData> data);
void finish(PartialData& data);

/// A text that two books share only if they seat everyone alike; empty for a book without records.
std::string assignments_of(const BookData& book);

/// The sum of a leaf's lanes over groups that are lanes, in a range of the plan's time.
Sum lane_sum(
    const PartialData& data,
    std::size_t leaf,
    std::span<const std::uint32_t> groups,
    const Window& range);

/// The same for a leaf that needs the values themselves.
KeptValues<std::int64_t> lane_values(
    const PartialData& data,
    std::size_t leaf,
    std::span<const std::uint32_t> groups,
    const Window& range);

/// Whether a lane has records that count between the first and the last of the days, of any leaf; of a
/// stock, on the eve of one of them.
bool has_records(
    const PartialData& data,
    const Lane& lane,
    std::uint32_t number,
    std::span<const std::int32_t> days);

/// Turns lanes into plain groups with states of their own: those can be merged with groups of
/// another book, by name.
void make_mergeable(PartialData& data);

/// One answer and another: see Partial::merge.
PartialData merged(const PartialData& one, const PartialData& other);

}  // namespace saleskpi::inline v0_3::detail
