// SPDX-License-Identifier: MIT
#include "rollup/partial_data.hpp"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Reads sums off the lanes of a book: where in them each range begins and ends is found out once.
class LaneReader final : public LeafReader {
public:
    LaneReader(const PartialData& data, std::size_t leaf, std::span<const std::size_t> ranges)
        : data_{&data},
          leaf_{leaf},
          spec_{&data.plan.leaves[leaf].leaf},
          ranges_{ranges.begin(), ranges.end()} {
        for (const Weighted<LaneSums>& sums : data.leaves[leaf].lanes) {
            auto& [weight, borders] = parts_.emplace_back();
            weight = sums.weight;
            for (const std::size_t number : ranges_) {
                const Window& range = data.plan.time.range(number);
                borders.push_back(
                    {sums->find(to_day(range.first)), sums->find(to_day(range.until))});
            }
        }
    }

    void read(
        std::span<const std::uint32_t> groups,
        std::size_t first,
        std::size_t last,
        ManyValues& values,
        std::size_t cell) const override {
        if (groups.empty() || groups.front() < data_->first_lane_group) {
            for (std::size_t i = first; i < last; ++i)
                values.set(cell++, fitting_value(*data_, leaf_, groups, ranges_[i]));
            return;
        }
        std::array<Sum, ManyValues::most> sums;
        for (std::size_t i = first; i < last; ++i)
            sums[i - first] = sum_of(groups, i);
        // Of a sum no day is asked.
        const LeafCells& cells = data_->leaves[leaf_];
        const Reading reading{*spec_, cells.scale, 0};
        cells.reader.many(reading, std::span{sums}.first(last - first), values, cell);
    }

private:
    struct Border {
        LaneSums::Column first;
        LaneSums::Column until;
    };

    struct Part {
        Weight weight;
        std::vector<Border> borders;  ///< by range
    };

    Sum sum_of(std::span<const std::uint32_t> groups, std::size_t range) const {
        Sum sum;
        for (const Part& part : parts_) {
            Sum of_part;
            Sum& into = part.weight.is_full() ? sum : of_part;
            for (const std::uint32_t group : groups)
                add_lane(into, part.borders[range], group - data_->first_lane_group, range);
            if (!part.weight.is_full()) sum.merge(part.weight.of(of_part));
        }
        return sum;
    }

    void add_lane(Sum& sum, const Border& border, std::size_t number, std::size_t range) const {
        if (!spec_->placement.is_stock()) {
            add_between(sum, border.first, border.until, data_->lane_numbers[number]);
            return;
        }
        const Window& days = data_->plan.time.range(ranges_[range]);
        const bool at_start = spec_->placement.kind == Placement::Kind::active_at_start;
        const Lane& lane = data_->lanes[number];
        if (lane.has(to_day(at_start ? days.first : days.until)))
            add(sum, at_start ? border.first : border.until, static_cast<std::size_t>(lane.rep));
    }

    const PartialData* data_;
    std::size_t leaf_;
    const Leaf* spec_;
    std::vector<std::size_t> ranges_;
    std::vector<Part> parts_;
};

}  // namespace

std::unique_ptr<LeafReader> PartialData::reader(
    std::size_t leaf, std::span<const std::size_t> ranges) const {
    const Leaf& spec = plan.leaves[leaf].leaf;
    const LeafCells& cells = leaves[leaf];
    const bool is_read_off_lanes =
        !cells.lanes.empty() && cells.lane_walks.empty() && cells.shared.empty() &&
        cells.records > 0 && cells.reader.many != nullptr && spec.value.kind != RowValue::Kind::age;
    const bool is_marked = !doubtful.empty() && !doubtful[leaf].empty();
    if (!is_read_off_lanes || is_marked) return nullptr;
    return std::make_unique<LaneReader>(*this, leaf, ranges);
}

}  // namespace saleskpi::inline v0_3::detail
