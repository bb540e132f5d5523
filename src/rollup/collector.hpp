// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "engine/scan.hpp"
#include "rollup/overflow.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Adds the cells of a scan to the answer; keys are group numbers of the cut.
class Collector {
public:
    Collector(PartialData& data, const Cut& cut) : data_{&data}, cut_{&cut} {}

    std::uint32_t group(std::uint64_t key) {
        const std::uint32_t number = index_.number(key);
        if (number == data_->groups.size()) data_->groups.push_back(cut_->members(key));
        return number;
    }

    /// By value, so that the part is gone before the next leaf is merged.
    /// Records of lines are numbered from `first_record` on.
    void add(
        std::size_t leaf_number,
        LeafCells from,
        const GroupIndex& groups,
        std::uint32_t first_record,
        Weight weight) {
        LeafCells& into = data_->leaves[leaf_number];
        const std::size_t columns = data_->plan.time.columns(data_->plan.leaves[leaf_number].leaf);
        std::vector<std::uint32_t> numbers;
        for (const std::uint64_t key : groups.keys())
            numbers.push_back(group(key));
        resize(into.states, data_->groups.size() * columns);
        if (!weight.is_full()) weigh(from, weight);
        naming_overflow(data_->query, data_->plan, leaf_number, [&] {
            std::visit(
                [&](auto& target) {
                    using All = std::remove_reference_t<decltype(target)>;
                    const All& source = std::get<All>(from.states);
                    for (std::size_t cell = 0; cell < source.size(); ++cell)
                        target[numbers[cell / columns] * columns + cell % columns].merge(
                            source[cell]);
                },
                into.states);
        });
        for (SharedEntry entry : from.shared) {
            entry.record += first_record;
            entry.cell = static_cast<std::uint32_t>(
                numbers[entry.cell / columns] * columns + entry.cell % columns);
            into.shared.push_back(entry);
        }
        into.first_day = (std::min)(into.first_day, from.first_day);
    }

private:
    static void weigh(LeafCells& cells, Weight weight) {
        if (auto* const sums = std::get_if<std::vector<Sum>>(&cells.states))
            for (Sum& sum : *sums)
                sum = weight.of(sum);
        for (SharedEntry& entry : cells.shared)
            entry.weight = weight;
    }

    PartialData* data_;
    const Cut* cut_;
    GroupIndex index_;
};

}  // namespace saleskpi::inline v0_3::detail
