// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/threads.hpp"
#include "engine/inside_records.hpp"
#include "engine/lane_rows.hpp"
#include "engine/lane_scan.hpp"
#include "engine/lane_values.hpp"
#include "engine/lane_walk.hpp"
#include "engine/scan.hpp"
#include "engine/start_days.hpp"
#include "rollup/collector.hpp"
#include "rollup/indexed_sums.hpp"
#include "rollup/overflow.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/remembered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Rows of a part, by number.
struct Rows {
    std::size_t first;
    std::size_t until;
};

std::vector<Cells> scan(
    const Source& source,
    const TimePlan& time,
    std::span<const LeafSpec* const> leaves,
    Rows rows,
    unsigned threads) {
    const std::size_t n = rows.until - rows.first;
    const std::size_t useful = (std::max)(std::size_t{1}, n / scanned_rows_worth_a_thread);
    std::vector<Cells> parts((std::min)(std::size_t{threads}, useful));
    in_parallel(static_cast<unsigned>(parts.size()), parts.size(), [&](std::size_t part) {
        Scan{source, time, leaves}.run(
            rows.first + n * part / parts.size(), rows.first + n * (part + 1) / parts.size(),
            parts[part]);
    });
    return parts;
}

/// Computes an answer table by table.
class Computation {
public:
    Computation(PartialData& data, const Book& book, unsigned threads, Extent extent)
        : data_{&data},
          guard_{data.query.guard.get()},
          shared_book_{BookAccess::data(book)},
          book_{shared_book_.get()},
          threads_{threads},
          extent_{extent},
          is_restricted_{!data.query.scope.is_everything()},
          cut_{book_, data.plan.kept_dimensions, is_merged(extent) || is_restricted_},
          collector_{data, cut_} {
        if (is_restricted_) inside_.emplace(cut_, data.query.scope);
        data.axes.assign(cut_.axes().begin(), cut_.axes().end());
        for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
            data.known_axes.push_back(
                cut_.knows(axis) || (is_restricted_ && is_known(*book_, data.axes[axis].name)));
        for (const LeafSpec& spec : data.plan.leaves) {
            std::vector<CutWay>& ways = data.ways.emplace_back();
            for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
                ways.push_back(cut_.way(spec.leaf.table, axis));
        }
        note_uncut(data);
    }

    void run();

private:
    std::optional<std::int32_t> as_is() const {
        return data_->query.as_is ? std::optional{to_day(*data_->query.as_is)} : std::nullopt;
    }
    void add_part(const TablePart& part, std::span<const std::size_t> leaves);
    Weight weight_in(const TablePart& part, std::size_t leaf) const {
        // Another part may name those whom here only targets do.
        if (extent_ == Extent::part && part.seen_by == SeenBy::none && !part.is_variant) return {};
        return weight_of(part, data_->plan.leaves[leaf].leaf);
    }
    void add_lane_sums(const TablePart& part, std::span<const std::size_t> leaves);
    /// What the index knows of leaves; it learns the rest.
    std::vector<std::shared_ptr<const LaneSums>> sums_of(
        const BookTable& rows, std::span<const std::size_t> leaves);
    void add_lane_values(const TablePart& part, std::span<const std::size_t> leaves);
    void add_lane_walks(const TablePart& part, std::span<const std::size_t> leaves);
    void add_rows(
        const TablePart& part, const ColumnSet& columns, Rows rows, std::span<const std::size_t>);
    void note_first_day(const TablePart& part, std::size_t leaf);
    void add_lane_groups();
    bool is_member(const Lane& lane, std::uint32_t number) const;
    void add_members();

    PartialData* data_;
    Guard* guard_;
    std::shared_ptr<const BookData> shared_book_;
    const BookData* book_;
    unsigned threads_;
    Extent extent_;
    bool is_restricted_;
    Cut cut_;
    std::optional<InsideGroups> inside_;  ///< of a query that is restricted
    Collector collector_;
    std::uint32_t shared_records_ = 0;
};

void Computation::run() {
    const std::vector<LeafSpec>& leaves = data_->plan.leaves;
    if (guard_)
        for (const LeafSpec& spec : leaves)
            guard_->expect(book_->records(spec.leaf.table));
    std::vector<bool> is_done(leaves.size());
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf)
        is_done[leaf] = data_->is_outside(leaf) || data_->leaves[leaf].kept_by.has_value();
    for (std::size_t first = 0; first < leaves.size(); ++first) {
        if (is_done[first]) continue;
        std::vector<std::size_t> of_table;
        for (std::size_t i = first; i < leaves.size(); ++i)
            if (!is_done[i] && leaves[i].leaf.table == leaves[first].leaf.table) {
                of_table.push_back(i);
                is_done[i] = true;
            }
        for (const TablePart& part : book_->tables)
            if (part->name == leaves[first].leaf.table) add_part(part, of_table);
    }
    for (LeafCells& leaf : data_->leaves)
        if (leaf.kept_by) leaf.first_day = data_->leaves[*leaf.kept_by].first_day;
    if (!is_merged(extent_) && lacks_unassigned(*data_)) collector_.group(0);
    if (cut_.is_by_seat())
        add_lane_groups();
    else
        add_members();
    note_doubtful(*data_, *book_, cut_, inside_ ? &*inside_ : nullptr);
    place_doubtful(*data_);
}

void Computation::add_part(const TablePart& part, std::span<const std::size_t> leaves) {
    if (data_->plan.time.ranges() == 0) return;  // an empty window
    std::vector<std::size_t> sums;
    std::vector<std::size_t> values;
    std::vector<std::size_t> walks;
    std::vector<std::size_t> rest;
    for (const std::size_t leaf : leaves) {
        const LeafSpec& spec = data_->plan.leaves[leaf];
        if (weight_in(part, leaf).is_none()) continue;
        if (cut_.is_by_seat() && extent_ == Extent::when_read && LaneWalk::suits(spec, *part))
            walks.push_back(leaf);
        else if (cut_.is_by_seat() && has_lane_sums(spec, *part))
            sums.push_back(leaf);
        else if (cut_.is_by_seat() && has_lane_values(spec, *part))
            values.push_back(leaf);
        else
            rest.push_back(leaf);
    }
    if (guard_)
        guard_->require_cells(sums.empty() ? 0 : book_->lanes->size() * data_->plan.time.ranges());
    add_lane_sums(part, sums);
    if (guard_) guard_->note(part->records() * sums.size());
    add_lane_values(part, values);
    if (guard_) guard_->note(part->records() * values.size());
    add_lane_walks(part, walks);
    std::vector<std::size_t> by_lane = std::move(sums);
    for (const auto* more : {&values, &walks})
        by_lane.insert(by_lane.end(), more->begin(), more->end());
    add_rows(part, part->plain, {0, rows_without_rep(*part)}, by_lane);
    add_rows(part, part->plain, {0, part->plain.rows}, rest);
    if (part->lines.rows > 0) {
        by_lane.insert(by_lane.end(), rest.begin(), rest.end());
        std::sort(by_lane.begin(), by_lane.end());
        add_rows(part, part->lines, {0, part->lines.rows}, by_lane);
    }
    shared_records_ += static_cast<std::uint32_t>(part->shared_records);
}

void Computation::add_lane_sums(const TablePart& part, std::span<const std::size_t> leaves) {
    if (leaves.empty()) return;
    const auto all = sums_of(*part, leaves);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        note_first_day(part, leaves[i]);
        data_->leaves[leaves[i]].lanes.push_back({all[i], weight_in(part, leaves[i])});
    }
    std::vector<std::int32_t> first_days;
    for (const auto& sums : all)
        first_days.push_back(sums->first_day);
    if (part.dead)
        for (const auto& copy : part.dead->copies) {
            const auto of_dead = sums_of(*copy, leaves);
            for (std::size_t i = 0; i < leaves.size(); ++i) {
                data_->leaves[leaves[i]].lanes.push_back({of_dead[i], -weight_in(part, leaves[i])});
                // Of flows the sums know no first day.
                if (of_dead[i]->first_day == all[i]->first_day && all[i]->first_day != INT32_MAX)
                    first_days[i] = first_start_day(part, data_->plan.leaves[leaves[i]].leaf);
            }
        }
    for (std::size_t i = 0; i < leaves.size(); ++i)
        data_->leaves[leaves[i]].first_day =
            (std::min)(data_->leaves[leaves[i]].first_day, first_days[i]);
}

std::vector<std::shared_ptr<const LaneSums>> Computation::sums_of(
    const BookTable& rows, std::span<const std::size_t> leaves) {
    std::vector<const LeafSpec*> specs;
    for (const std::size_t leaf : leaves)
        specs.push_back(&data_->plan.leaves[leaf]);
    return indexed_sums(*book_, rows, specs, data_->plan.time.borders(), threads_);
}

void Computation::add_lane_values(const TablePart& part, std::span<const std::size_t> leaves) {
    if (leaves.empty()) return;
    std::vector<const LeafSpec*> specs;
    for (const std::size_t leaf : leaves) {
        specs.push_back(&data_->plan.leaves[leaf]);
        note_first_day(part, leaf);
    }
    const auto found = lane_values(
        part, *book_->lanes, book_->currency, specs, data_->plan.time.borders(), threads_);
    for (std::size_t i = 0; i < found.size(); ++i)
        data_->leaves[leaves[i]].lane_values.push_back(found[i]);
}

void Computation::add_lane_walks(const TablePart& part, std::span<const std::size_t> leaves) {
    const std::vector<std::int32_t> days = data_->plan.time.borders();
    for (const std::size_t leaf : leaves) {
        note_first_day(part, leaf);
        const LeafSpec& spec = data_->plan.leaves[leaf];
        // Of sums, those of dead records are taken away; values are left out.
        const bool is_sum = has_lane_sums(spec, *part);
        const auto dead = is_sum ? std::span<const std::uint32_t>{} : part.dead_rows(part->plain);
        const auto add = [&](const BookTable& rows, Weight weight) {
            auto walk = std::make_shared<const LaneWalk>(shared_book_, rows, spec, dead);
            if (auto known = walk->known(days))
                data_->leaves[leaf].lanes.push_back({std::move(known), weight});
            else
                data_->leaves[leaf].lane_walks.push_back({std::move(walk), weight});
        };
        add(*part, weight_in(part, leaf));
        if (part.dead && is_sum)
            for (const auto& copy : part.dead->copies)
                add(*copy, -weight_in(part, leaf));
    }
}

void Computation::add_rows(
    const TablePart& part,
    const ColumnSet& columns,
    Rows rows,
    std::span<const std::size_t> leaves) {
    if (rows.first == rows.until || leaves.empty()) return;
    std::vector<const LeafSpec*> specs;
    for (const std::size_t leaf : leaves)
        specs.push_back(&data_->plan.leaves[leaf]);
    const BookFacts facts{columns};
    Source source{&facts, &*part, &cut_, book_->currency, as_is(), {}};
    const bool is_lines = &columns == &part->lines;
    if (is_lines) source.record_of_line = part->record_of_line;
    source.dead = part.dead_rows(columns);
    source.guard = data_->query.guard.get();
    source.inside = inside_ ? &*inside_ : nullptr;
    try {
        for (Cells& cells : scan(source, data_->plan.time, specs, rows, is_lines ? 1 : threads_))
            for (std::size_t i = 0; i < leaves.size(); ++i)
                collector_.add(
                    leaves[i], std::move(cells.leaves[i]), cells.groups, shared_records_,
                    weight_in(part, leaves[i]));
    } catch (const LeafOverflow& overflow) {
        fail_overflow(data_->query, data_->plan, leaves[overflow.leaf()], overflow.what());
    }
}

void Computation::note_first_day(const TablePart& part, std::size_t leaf) {
    const NamedColumn* day = part->plain.find(data_->plan.leaves[leaf].leaf.placement.from.name);
    if (!day) return;
    if (const auto days = part.days(part->plain, *day))
        data_->leaves[leaf].first_day = (std::min)(data_->leaves[leaf].first_day, days->first);
}

/// The groups of the reps' lanes, those without records among them if they are taken at some time
/// within the window.
void Computation::add_lane_groups() {
    const std::vector<std::string>& asked = data_->query.dimensions;
    if (asked.empty() || (asked.size() == 1 && asked.front() == "company"))
        collector_.group(cut_.group_of_seat(0));
    data_->first_lane_group = data_->groups.size();
    const Lanes& lanes = *book_->lanes;
    for (std::uint32_t number = 0; number < lanes.size(); ++number) {
        const std::int32_t seat =
            data_->query.as_is ? book_->reps().seat(lanes[number].rep, to_day(*data_->query.as_is))
                               : lanes[number].seat;
        const std::uint64_t group = cut_.group_of_seat(static_cast<std::size_t>(seat));
        if ((inside_ && !inside_->has(group)) || !is_member(lanes[number], number)) continue;
        data_->lanes.push_back(lanes[number]);
        data_->lane_numbers.push_back(number);
        data_->groups.push_back(cut_.members(group));
    }
}

/// A rep's seat is one of the report's if they have it at some time within the window, or has records
/// there.
bool Computation::is_member(const Lane& lane, std::uint32_t number) const {
    const auto sittings = book_->reps().sittings(lane.rep);
    // One who never had a seat is known by their records alone, which may all be outside.
    if (sittings.empty() && !is_restricted_ &&
        !book_->is_gone(book_->reps().innermost(), lane.rep, extent_ == Extent::part))
        return true;
    const std::int32_t first = to_day(data_->query.window.first);
    const std::int32_t last = to_day(data_->query.window.until);
    for (const Sitting& s : sittings)
        if (s.from == lane.from && s.seat == lane.seat &&
            (data_->query.as_is
                 ? s.from <= to_day(*data_->query.as_is) && to_day(*data_->query.as_is) < s.until
                 : s.from < last && first < s.until))
            return true;
    // Which have lanes if there are days.
    return has_records(*data_, lane, number, data_->plan.time.borders());
}

/// All members of a single dimension appear whether they have records or not; of a query that is
/// restricted, those of whom any record is inside.
void Computation::add_members() {
    if (data_->query.dimensions.size() == 1) {
        std::uint64_t weight = 1;
        for (std::size_t i = 1; i < cut_.axes().size(); ++i)
            weight *= cut_.axes()[i].members.size();
        if (is_restricted_)
            for (const std::string& name :
                 InsideRecords{*book_, data_->query.scope, as_is(), cut_.axes()[0].name}.members())
                collector_.group(weight * cut_.axes()[0].find(name));
        else
            for (std::size_t member = 1; member < cut_.axes()[0].members.size(); ++member)
                collector_.group(weight * member);
    }
    data_->first_lane_group = data_->groups.size();
}

}  // namespace

LeafSource::LeafSource(const Query& q, QueryPlan p)
    : query{q}, plan{std::move(p)}, remembered{std::make_shared<Remembered>()} {}

std::unique_ptr<PartialData> compute_here(
    const Query& query, QueryPlan plan, const Book& book, unsigned threads, Extent extent) {
    const BookData& records = data_of(book);
    const bool is_restricted = !query.scope.is_everything();
    // What was rejected or noted may be of records outside.
    auto data = std::make_unique<PartialData>(
        query, std::move(plan),
        is_restricted ? std::make_shared<const BuildReport>() : records.report);
    if (is_restricted && extent != Extent::part)
        for (const std::string& dimension : data->plan.kept_dimensions)
            require_known(records, dimension);
    for (const LeafSpec& spec : data->plan.leaves) {
        LeafCells& leaf = data->leaves.emplace_back(cells_for(spec.leaf));
        // Parts are merged leaf by leaf.
        if (!is_merged(extent)) leaf.kept_by = kept_by(data->plan.leaves, data->leaves.size() - 1);
        leaf.scale = scale_of(spec.leaf.value);
        leaf.records = static_cast<std::int64_t>(records.records(spec.leaf.table));
        const Takes takes = rule_of(spec.leaf.aggregation).takes;
        const ColumnRef& text = takes == Takes::text ? spec.leaf.value.a : spec.leaf.each;
        data->dictionaries.push_back(
            text.name.empty()
                ? nullptr
                : std::shared_ptr<const Dictionary>{
                      BookAccess::data(book), records.dictionary_of(text.table, text.name)});
    }
    if (is_restricted) note_outside(*data, records);
    Computation{*data, book, threads_for(threads), extent}.run();
    if (is_restricted) note_first_days(*data, records);
    if (query.guard) {
        for (const LeafSpec& spec : data->plan.leaves)
            query.guard->require_cells(data->first_lane_group * data->plan.time.columns(spec.leaf));
        query.guard->note(0);
    }
    for (std::size_t i = 0; i < data->leaves.size(); ++i) {
        const LeafSpec& spec = data->plan.leaves[i];
        resize(data->leaves[i].states, data->first_lane_group * data->plan.time.columns(spec.leaf));
        naming_overflow(
            query, data->plan, i, [&] { finish_stocks(spec, data->plan.time, data->leaves[i]); });
    }
    if (is_restricted && query.shares_of_whole) {
        Query whole = query;
        whole.scope = {};
        data->whole =
            compute(whole, book, threads, extent == Extent::with_elsewhere ? Extent::all : extent);
    }
    return data;
}

}  // namespace saleskpi::inline v0_3::detail
