// SPDX-License-Identifier: MIT
#include "engine/lane_values.hpp"

#include "book/threads.hpp"
#include "engine/condition.hpp"
#include "engine/dead_rows.hpp"
#include "engine/piece_walk.hpp"
#include "engine/row_value.hpp"
#include "engine/simplify.hpp"
#include "plan/aggregates/table.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Window k lies between the days k - 1 and k.
std::vector<PieceWalk::Window> between(const std::vector<std::int32_t>& days) {
    std::vector<PieceWalk::Window> windows;
    for (std::size_t k = 1; k < days.size(); ++k)
        windows.push_back({days[k - 1], days[k], k});
    return windows;
}

/// Appends the values of one leaf, lane after lane and window after window.
class LaneValueScan {
public:
    LaneValueScan(
        const TablePart& part,
        const LaneRows& rows,
        Currency currency,
        const LeafSpec& spec,
        const std::vector<std::int32_t>& days)
        : facts_{part->plain},
          dead_{part.dead_rows(part->plain)},
          rows_{&rows},
          walk_{*part, rows, between(days), days.size()},
          condition_{simplified(spec.tests, part->plain), facts_, currency, batch_},
          value_{spec.leaf.value, facts_, false, batch_},
          windows_{days.size()} {
        values_.resize(Batch::capacity);
    }

    void run(std::size_t first_rep, std::size_t last_rep, LaneValues::Stretch& into) {
        into.first_lane = rows_->lanes().first_of(first_rep);
        into.last_lane = rows_->lanes().first_of(last_rep);
        const std::size_t first_cell = into.first_lane * windows_;
        const std::size_t cells = (into.last_lane - into.first_lane) * windows_;
        into.missing.assign(cells, 0);
        into.ends.reserve(cells);
        // Room for all rows; what is not written to is never touched, and costs nothing.
        into.values = std::make_unique_for_overwrite<std::int64_t[]>(
            rows_->first(last_rep) - rows_->first(first_rep) + 1);
        std::int64_t* out = into.values.get();
        std::size_t n = 0;
        walk_.run(first_rep, last_rep, [&](std::size_t first, std::size_t rows, const Pieces& p) {
            batch_.load(facts_, first, rows);
            condition_.evaluate(batch_, mask_);
            leave_out(dead_, first, rows, mask_);
            value_.evaluate(batch_, values_.data());
            // What is written could be the members' own pointers, for all that a compiler knows.
            const std::int64_t* const values = values_.data();
            const std::uint8_t* const mask = mask_.data();
            for (std::size_t piece = 0; piece < p.size; ++piece) {
                const std::size_t cell = walk_.cells()[piece] - first_cell;
                into.ends.resize((std::max)(into.ends.size(), cell), n);
                if (into.ends.size() > cell) into.ends.pop_back();  // the cell goes on
                std::uint32_t missing = 0;
                const std::uint32_t end = p.ends[piece];
                for (std::uint32_t i = p.starts[piece]; i < end; ++i) {
                    // Written whether it counts or not: the next one takes its place then.
                    const bool is_known = values[i] != missing_number;
                    out[n] = values[i];
                    n += mask[i] & static_cast<unsigned>(is_known);
                    missing += mask[i] & static_cast<unsigned>(!is_known);
                }
                into.missing[cell] += missing;
                into.ends.push_back(n);
            }
        });
        into.ends.resize(cells, n);
    }

private:
    BookFacts facts_;
    std::span<const std::uint32_t> dead_;
    const LaneRows* rows_;
    PieceWalk walk_;
    Batch batch_;
    RowCondition condition_;
    ValueOfRow value_;
    std::size_t windows_;
    Mask mask_;
    std::vector<std::int64_t> values_;
};

}  // namespace

std::size_t LaneValues::day(std::int32_t wanted) const {
    return static_cast<std::size_t>(
        std::lower_bound(days_.begin(), days_.end(), wanted) - days_.begin());
}

const LaneValues::Stretch* LaneValues::stretch_of(std::size_t lane) const {
    for (const Stretch& stretch : stretches_)
        if (stretch.first_lane <= lane && lane < stretch.last_lane) return &stretch;
    return nullptr;
}

std::span<const std::int64_t> LaneValues::of(
    std::size_t lane, std::size_t begin, std::size_t end) const {
    const Stretch* stretch = stretch_of(lane);
    if (!stretch) return {};
    const std::size_t first_cell = (lane - stretch->first_lane) * days_.size();
    const std::size_t first = stretch->ends[first_cell + begin];
    return {stretch->values.get() + first, stretch->ends[first_cell + end] - first};
}

std::int64_t LaneValues::missing(std::size_t lane, std::size_t begin, std::size_t end) const {
    const Stretch* stretch = stretch_of(lane);
    std::int64_t n = 0;
    for (std::size_t k = begin + 1; stretch && k <= end; ++k)
        n += stretch->missing[(lane - stretch->first_lane) * days_.size() + k];
    return n;
}

bool LaneValues::has_any(std::size_t lane) const {
    return !of(lane, 0, days_.size() - 1).empty() || missing(lane, 0, days_.size() - 1) > 0;
}

bool has_lane_values(const LeafSpec& spec, const BookTable& part) {
    const bool is_of_values = reader_of(spec.leaf).narrow != nullptr;
    const RowValue::Kind kind = spec.leaf.value.kind;
    return is_of_values && is_in_order(spec) && has_reps(part) && !is_wide(kind) &&
           kind != RowValue::Kind::record;
}

std::vector<std::shared_ptr<const LaneValues>> lane_values(
    const TablePart& part,
    const Lanes& lanes,
    Currency currency,
    std::span<const LeafSpec* const> specs,
    const std::vector<std::int32_t>& days,
    unsigned threads) {
    const LaneRows rows{lanes, first_rows(*part, lanes.reps())};
    const RepShares shares{rows, part->plain.rows, threads};
    std::vector<std::shared_ptr<const LaneValues>> results;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const auto same = std::find_if(
            specs.begin(), specs.begin() + static_cast<std::ptrdiff_t>(i), [&](const LeafSpec* s) {
                return s->leaf.value == specs[i]->leaf.value && s->tests == specs[i]->tests;
            });
        if (same != specs.begin() + static_cast<std::ptrdiff_t>(i)) {
            results.push_back(results[static_cast<std::size_t>(same - specs.begin())]);
            continue;
        }
        auto values = std::make_shared<LaneValues>(days, shares.size());
        in_parallel(shares.threads(), shares.size(), [&](std::size_t t) {
            LaneValueScan{part, rows, currency, *specs[i], days}.run(
                shares.first(t), shares.first(t + 1), values->stretch(t));
        });
        results.push_back(std::move(values));
    }
    return results;
}

}  // namespace saleskpi::inline v0_3::detail
